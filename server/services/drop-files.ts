import { LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Drops a file of one's own that no message has taken, and its bytes where no other file has them.
 *
 * @throws AppError `file_not_found`
 */
export async function dropFile(
  { writer, blobs }: ServiceContext,
  ownerId: number,
  fileId: number,
): Promise<void> {
  const { orphanedHashes } = await writer.submit('dropFile', { ownerId, fileId });
  await blobs.drop(orphanedHashes);
}

/** Drops files that were sent and never posted, once their time is over. */
export async function dropStaleFiles({ writer, blobs, uploads, now }: ServiceContext): Promise<void> {
  await uploads.dropStale(now() - LIMITS.unfinishedUploadKeepMs);
  let dropped: number;
  do {
    const result = await writer.submit('dropStaleFiles', {
      before: now() - LIMITS.unattachedFileKeepMs,
      atMost: LIMITS.dropFilesBatch,
    });
    dropped = result.dropped;
    await blobs.drop(result.orphanedHashes);
  } while (dropped === LIMITS.dropFilesBatch);
}
