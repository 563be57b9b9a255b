import type { Logger } from '../logging/logger.ts';
import type { Storage } from './storage.ts';

/**
 * Resolves with the reason once the storage has died, or the database turns out to be damaged: a host that
 * can't store must not go on as if it could.
 */
export function whenFailed({ writer, readers, needsCheck }: Storage, logger: Logger): Promise<Error> {
  return new Promise((resolve) => {
    writer.onDeath((cause) => {
      logger.error('writer_died', { error: cause });
      resolve(cause);
    });
    readers.onDamage((damage) => {
      logger.error('database_damaged', { error: damage });
      resolve(damage);
    });
    if (!needsCheck) return;
    readers.check().catch((error: unknown) => {
      logger.error('database_damaged', { error });
      resolve(error instanceof Error ? error : new Error(String(error)));
    });
  });
}
