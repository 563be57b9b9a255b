import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { ICNS_SIZES, writeIcns } from './icns.ts';
import { writeIco, type IconPicture } from './ico.ts';

/** In pixels: what Windows shows in lists, the taskbar and on the desktop, at its usual scales. */
export const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256] as const;
/** In pixels: the folders of a Linux icon theme. */
export const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;

/** Up to this size the drawing with fewer and bolder shapes is clearer. */
const LARGEST_SMALL_SIZE = 32;
/** On macOS the body of an icon fills 824 of 1024 pixels, and the shadow of the Dock lies in the rest. */
const MAC_BODY = 824 / 1024;
const SVG_DENSITY_AT_OWN_SIZE = 72;

/**
 * Draws the app's icon from the two SVG files in `drawings` in every size and container that the three systems want,
 * into `target`: `icon.ico`, `icon.icns` and `icons/SIZExSIZE.png`.
 */
export async function drawIcons(drawings: string, target: string): Promise<void> {
  const large = { svg: await readFile(path.join(drawings, 'app-icon.svg')), size: 1024 };
  const small = { svg: await readFile(path.join(drawings, 'app-icon-small.svg')), size: 32 };
  const drawingFor = (size: number) => (size <= LARGEST_SMALL_SIZE ? small : large);
  const draw = async (size: number, body = 1): Promise<IconPicture> => {
    const drawing = drawingFor(size);
    const inner = Math.round((size * body) / 2) * 2;
    const margin = (size - inner) / 2;
    const image = sharp(drawing.svg, { density: (SVG_DENSITY_AT_OWN_SIZE * inner) / drawing.size })
      .resize(inner, inner)
      .extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#00000000' })
      .ensureAlpha();
    return {
      size,
      png: await image.clone().png({ compressionLevel: 9 }).toBuffer(),
      rgba: await image.raw().toBuffer(),
    };
  };

  await mkdir(path.join(target, 'icons'), { recursive: true });
  await writeFile(
    path.join(target, 'icon.ico'),
    writeIco(await Promise.all(ICO_SIZES.map((size) => draw(size)))),
  );
  const forMac = await Promise.all(ICNS_SIZES.map((size) => draw(size, MAC_BODY)));
  await writeFile(path.join(target, 'icon.icns'), writeIcns(forMac));
  for (const size of LINUX_SIZES) {
    await writeFile(path.join(target, `icons/${size}x${size}.png`), (await draw(size)).png);
  }
}
