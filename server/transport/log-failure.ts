import type { Logger } from '../logging/logger.ts';
import type { AppError, ErrorCode } from '../protocol/errors.ts';

/** States of the host rather than faults: everybody who writes meets them, and a stack tells nothing. */
const STATES: ReadonlySet<ErrorCode> = new Set(['storage_full', 'storage_read_only', 'busy', 'stopping']);

/** Notes what the host could not do for somebody: a fault with its cause, a known state in one short line. */
export function logFailure(
  logger: Logger,
  event: string,
  fields: Record<string, unknown>,
  known: AppError,
  error: unknown,
): void {
  if (known.status < 500) return;
  if (STATES.has(known.code)) logger.warn(event, { ...fields, code: known.code });
  else logger.error(event, { ...fields, code: known.code, error });
}
