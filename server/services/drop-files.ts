import { LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from './service-context.ts';

/** Drops files that were sent and never posted, once their time is over. */
export async function dropStaleFiles({ writer, blobs, now }: ServiceContext): Promise<void> {
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
