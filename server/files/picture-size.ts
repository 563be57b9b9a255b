import sharp from 'sharp';
import { LIMITS } from '../protocol/limits.ts';

/** sharp's names for what the inline list calls a picture. */
const FORMAT_BY_MIME: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'heif',
};

/** The only decoders that a stranger's bytes can reach. */
const LOADERS = ['Png', 'Jpeg', 'Nsgif', 'Webp', 'Heif'];

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: LOADERS.map((loader) => `VipsForeignLoad${loader}`) });
// Its cache would hold files open, which then can't be moved or removed on Windows.
sharp.cache(false);

export interface PictureSize {
  /** Both in pixels, as it is shown. */
  width: number;
  height: number;
  isAnimated: boolean;
}

/**
 * The size of a picture in pixels, as it is shown (turned by its Exif orientation), read from the header
 * alone: not one pixel is decoded, so a small file that claims to be huge costs nothing.
 *
 * @returns null where the header is not that of such a picture, or claims more than `LIMITS.pictureMaxPixels`
 */
export async function pictureSize(file: string, mime: string): Promise<PictureSize | null> {
  try {
    const metadata = await sharp(file, {
      limitInputPixels: LIMITS.pictureMaxPixels,
      failOn: 'error',
    }).metadata();
    if (metadata.format !== FORMAT_BY_MIME[mime]) return null;
    const { width, height } = metadata.autoOrient;
    const isBearable = width > 0 && height > 0 && width * height <= LIMITS.pictureMaxPixels;
    return isBearable ? { width, height, isAnimated: (metadata.pages ?? 1) > 1 } : null;
  } catch {
    return null;
  }
}
