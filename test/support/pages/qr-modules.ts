import type { Locator } from 'playwright-core';
import sharp from 'sharp';

/**
 * Reads the dark and light squares of a QR code off the screen, as a camera would see them.
 *
 * @param size squares on a side, the white border included
 */
export async function readModules(code: Locator, size: number): Promise<boolean[][]> {
  const { data, info } = await sharp(await code.screenshot())
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pitch = info.width / size;
  const at = (index: number) => Math.floor((index + 0.5) * pitch);
  return Array.from({ length: size }, (_row, y) =>
    Array.from({ length: size }, (_column, x) => (data[at(y) * info.width + at(x)] ?? 255) < 128),
  );
}
