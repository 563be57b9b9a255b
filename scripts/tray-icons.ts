import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { writeIco, type IconPicture } from './packaging/ico.ts';
import { PROJECT_ROOT } from './project-root.ts';

export const TRAY_FOLDER = path.join(PROJECT_ROOT, 'assets/tray');

/** The sources are drawn on a grid of this many units. */
const GRID = 16;
/** Points at 72 a inch, so that one unit is one pixel. */
const DENSITY = 72;

/** Sizes of the notification area and the taskbar from 100 % to 300 % scaling. */
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48];
/** Panels of Linux desktops take one picture and scale it down; 22 to 24 px at up to twice the density. */
const LINUX_SIZE = 48;

interface Picture {
  name: string;
  bytes: Buffer;
}

/** Draws every picture of the folder anew, without writing anything. */
export async function drawTrayIcons(folder = TRAY_FOLDER): Promise<Picture[]> {
  const source = path.join(folder, 'source');
  const names = (await readdir(source)).filter((name) => name.endsWith('.svg')).sort();
  const drawn = await Promise.all(
    names.map(async (name) => drawOne(path.parse(name).name, await readFile(path.join(source, name)))),
  );
  return drawn.flat();
}

async function drawOne(name: string, svg: Buffer): Promise<Picture[]> {
  const png = async (suffix: string, size: number) => ({
    name: `${name}${suffix}.png`,
    bytes: await rasterise(svg, size).png({ compressionLevel: 9, palette: false }).toBuffer(),
  });
  // The system recolours a template of macOS, and finds the second density by its name.
  const both = [await png('', GRID), await png('@2x', GRID * 2)];
  if (name.endsWith('Template') || name.startsWith('unread-')) return both;

  const windows = { name: `${name}.ico`, bytes: writeIco(await Promise.all(WINDOWS_SIZES.map(pixels))) };
  return [...both, await png('-panel', LINUX_SIZE), windows];

  async function pixels(size: number): Promise<IconPicture> {
    const [png, rgba] = await Promise.all([
      rasterise(svg, size).png().toBuffer(),
      rasterise(svg, size).ensureAlpha().raw().toBuffer(),
    ]);
    return { size, png, rgba };
  }
}

function rasterise(svg: Buffer, size: number) {
  return sharp(svg, { density: (DENSITY * size) / GRID }).resize(size, size);
}

/** Writes them all into the folder. Resolves to how many there are. */
export async function writeTrayIcons(folder = TRAY_FOLDER): Promise<number> {
  const pictures = await drawTrayIcons(folder);
  await Promise.all(pictures.map(({ name, bytes }) => writeFile(path.join(folder, name), bytes)));
  return pictures.length;
}
