import { AppError, type ErrorCode } from '../protocol/errors.ts';

/** What the operating system's codes mean for the person who wants to store something (errno(3)). */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'storage_full',
  EDQUOT: 'storage_full',
  EFBIG: 'storage_full',
  EROFS: 'storage_read_only',
  EACCES: 'storage_read_only',
  EPERM: 'storage_read_only',
};

/** A failed file operation as the sender should hear of it; what is one of our own refusals stays as it is. */
export function toStorageFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return new AppError(CODES[code] ?? 'storage_failed', undefined, { cause: error });
}
