import { stat } from 'node:fs/promises';
import type { FileKind } from '../files/identify-file.ts';
import type { IncomingBlob } from '../files/incoming-blob.ts';
import { isPicture } from '../files/inline-types.ts';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import { readFile, type FoundFile } from './read-file.ts';
import type { ServiceContext } from './service-context.ts';

/** What a blob's row says of the copies made of it. */
interface Copies {
  preview: string | null;
  hasThumbnail: boolean;
}

const NONE: Copies = { preview: null, hasThumbnail: false };

/**
 * Makes what is shown in a picture's stead: a thumbnail, kept beside it, and the few pixels that travel in its
 * message. Small pictures and moving ones are shown as they are.
 */
export async function copyPicture(
  { pictures, blobs, logger }: ServiceContext,
  blob: Pick<IncomingBlob, 'hash' | 'path' | 'size'>,
  kind: FileKind,
): Promise<Copies> {
  if (!isPicture(kind.mime) || !isWorthCopying(blob.size, kind)) return NONE;
  // So many pictures at once that nobody should wait: the thumbnail is made when somebody looks.
  if (pictures.isBusy) return { preview: null, hasThumbnail: !kind.isAnimated };
  const copies = await pictures.copies(blob.path);
  if (!copies) return NONE;
  if (kind.isAnimated) return { preview: copies.preview, hasThumbnail: false };
  try {
    await blobs.keepThumbnail(blob.hash, copies.thumbnail);
  } catch (error) {
    // Whether there is room for the picture itself is judged next.
    logger.warn('thumbnail_not_kept', { error });
  }
  return { preview: copies.preview, hasThumbnail: true };
}

/**
 * The picture whose thumbnail this person may see, and which lies on the disk afterwards.
 *
 * @throws AppError `file_not_found`; also where no thumbnail can be made
 */
export async function readThumbnail(
  context: ServiceContext,
  userId: number,
  fileId: number,
): Promise<FoundFile & { thumbnailBytes: number }> {
  const found = await readFile(context, userId, fileId);
  if (!found.hasThumbnail) throw new AppError('file_not_found');
  const thumbnailBytes = (await bytesAt(context, found.hash)) ?? (await makeAgain(context, found.hash));
  return { ...found, thumbnailBytes };
}

/** Whoever asks meanwhile waits for the same one. */
function makeAgain(context: ServiceContext, hash: string): Promise<number> {
  const { blobs, pictures, finishing } = context;
  return finishing.run(`thumbnail ${hash}`, async () => {
    const there = await bytesAt(context, hash);
    if (there !== null) return there;
    const copies = await pictures.copies(blobs.absolutePath(hash));
    if (!copies) throw new AppError('file_not_found');
    await blobs.keepThumbnail(hash, copies.thumbnail);
    return copies.thumbnail.length;
  });
}

async function bytesAt({ blobs }: ServiceContext, hash: string): Promise<number | null> {
  const there = await stat(blobs.thumbnailPath(hash)).catch(() => null);
  return there?.size ?? null;
}

function isWorthCopying(size: number, { width, height }: FileKind): boolean {
  return (
    size >= LIMITS.thumbnailFromBytes ||
    (width ?? 0) > LIMITS.thumbnailMaxWidth ||
    (height ?? 0) > LIMITS.thumbnailMaxHeight
  );
}
