import pLimit from 'p-limit';
import sharp from 'sharp';
import { LIMITS } from '../protocol/limits.ts';

/** What is made of a picture so that it can be shown quickly. */
export interface PictureCopies {
  /** The base64 of a WebP of a few pixels. */
  preview: string;
  /** A WebP that is large enough for a timeline. */
  thumbnail: Buffer;
}

/**
 * Decodes strangers' pictures, a bounded number at a time, in threads of libuv's pool. Only what
 * `pictureSize` has found bearable may come here: the size in the header is what is decoded.
 */
export class PictureWorkshop {
  private readonly limit = pLimit(LIMITS.picturesAtOnce);

  /** More waits than anybody should wait for. */
  get isBusy(): boolean {
    return this.limit.pendingCount >= LIMITS.picturesWaitingMax;
  }

  /**
   * Makes both copies from the first frame: upright, in sRGB, without Exif, place and camera.
   *
   * @returns null where the picture can't be decoded to its end, or not in time
   */
  copies(file: string): Promise<PictureCopies | null> {
    return this.limit(async () => {
      try {
        const thumbnail = await sharp(file, {
          limitInputPixels: LIMITS.pictureMaxPixels,
          failOn: 'error',
        })
          .timeout({ seconds: LIMITS.pictureTimeoutSeconds })
          .autoOrient()
          .resize({
            width: LIMITS.thumbnailMaxWidth,
            height: LIMITS.thumbnailMaxHeight,
            fit: 'inside',
            withoutEnlargement: true,
          })
          .webp({ quality: 80, effort: 3 })
          .toBuffer();
        const preview = await sharp(thumbnail)
          .resize({ width: LIMITS.previewMaxSide, height: LIMITS.previewMaxSide, fit: 'inside' })
          .webp({ quality: 60, alphaQuality: 40, smartSubsample: true, effort: 6 })
          .toBuffer();
        return { preview: preview.toString('base64'), thumbnail };
      } catch {
        // Whatever is wrong with it, the picture can still be had as it was sent.
        return null;
      }
    });
  }
}
