import { statfs } from 'node:fs/promises';
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
    const leastBytes = Math.max(0, (declaredBytes ?? 0) - LIMITS.uploadFormMaxExtraBytes);
    const left = await allowanceOf(context, userId, leastBytes);
    return receive(left);
  });
}

/**
 * Refuses a resumable upload of this size before its first byte. What the person has begun and not finished
 * counts as if it were here.
 *
 * @throws AppError `file_too_large`, `quota_exceeded`, `too_many_uploads`, `storage_full`
 */
export async function admitResumable(context: ServiceContext, userId: number, size: number): Promise<void> {
  const { uploads, blobs } = context;
  if (uploads.useOf(userId).count >= LIMITS.unfinishedUploadsPerUser) {
    throw new AppError('too_many_uploads', { max: LIMITS.unfinishedUploadsPerUser });
  }
  await allowanceOf(context, userId, size);
  // Where the system can't tell, the disk itself will.
  const disk = await statfs(blobs.root).catch(() => null);
  if (disk && disk.bavail * disk.bsize < size + LIMITS.diskReserveBytes) throw new AppError('storage_full');
}

async function allowanceOf(context: ServiceContext, userId: number, leastBytes: number): Promise<Allowance> {
  const { fileMaxBytes, userQuotaBytes, totalQuotaBytes } = context.settings.get().files;
  const tooLarge = (): AppError => new AppError('file_too_large', { maxBytes: fileMaxBytes });
  if (leastBytes > fileMaxBytes) throw tooLarge();
  const { userBytes, totalBytes } = await context.readers.query('fileUse', { userId });
  const begun = { own: context.uploads.useOf(userId).bytes, all: context.uploads.totalBytes() };
  const left = [
    { bytes: fileMaxBytes, refusal: tooLarge },
    { bytes: userQuotaBytes - userBytes - begun.own, refusal: () => overQuota('user', userQuotaBytes) },
    { bytes: totalQuotaBytes - totalBytes - begun.all, refusal: () => overQuota('total', totalQuotaBytes) },
  ].reduce((least, bound) => (bound.bytes < least.bytes ? bound : least));
  if (left.bytes < leastBytes || left.bytes < 0) throw left.refusal();
  return { maxBytes: left.bytes, refusal: left.refusal };
}

function overQuota(quota: 'user' | 'total', maxBytes: number): AppError {
  return new AppError('quota_exceeded', { quota, maxBytes });
}
