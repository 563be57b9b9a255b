import type { Allowance } from '../files/incoming-blob.ts';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Says how much a person may send now, and refuses before the first byte what is known to be too much.
 *
 * @param declaredBytes what the sender says the whole request has, null where they say nothing
 * @param receive takes the file in within the allowance
 * @throws AppError `file_too_large`, `quota_exceeded`, `too_many_uploads`, and what `receive` throws
 */
export async function admitUpload<T>(
  context: ServiceContext,
  userId: number,
  declaredBytes: number | null,
  receive: (allowance: Allowance) => Promise<T>,
): Promise<T> {
  return context.uploadSlots.run(userId, async () => {
    const { fileMaxBytes, userQuotaBytes, totalQuotaBytes } = context.settings.get().files;
    const tooLarge = (): AppError => new AppError('file_too_large', { maxBytes: fileMaxBytes });
    const leastBytes = Math.max(0, (declaredBytes ?? 0) - LIMITS.uploadFormMaxExtraBytes);
    if (leastBytes > fileMaxBytes) throw tooLarge();
    const { userBytes, totalBytes } = await context.readers.query('fileUse', { userId });
    const left = [
      { bytes: fileMaxBytes, refusal: tooLarge },
      { bytes: userQuotaBytes - userBytes, refusal: () => overQuota('user', userQuotaBytes) },
      { bytes: totalQuotaBytes - totalBytes, refusal: () => overQuota('total', totalQuotaBytes) },
    ].reduce((least, bound) => (bound.bytes < least.bytes ? bound : least));
    if (left.bytes < leastBytes || left.bytes < 0) throw left.refusal();
    return receive({ maxBytes: left.bytes, refusal: left.refusal });
  });
}

function overQuota(quota: 'user' | 'total', maxBytes: number): AppError {
  return new AppError('quota_exceeded', { quota, maxBytes });
}
