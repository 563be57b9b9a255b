import Database from 'better-sqlite3';
import { AppError, type ErrorCode } from '../protocol/errors.ts';

/** An error in a form that crosses threads. */
export type Failure =
  | { kind: 'refused'; code: ErrorCode; details?: Record<string, unknown> }
  | { kind: 'fault'; code: ErrorCode; message: string; stack?: string };

export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    return error.details
      ? { kind: 'refused', code: error.code, details: error.details }
      : { kind: 'refused', code: error.code };
  }
  const fault = error instanceof Error ? error : new Error(String(error));
  return {
    kind: 'fault',
    code: storageCode(error),
    message: fault.message,
    ...(fault.stack !== undefined && { stack: fault.stack }),
  };
}

/** The error as the caller sees it; a fault keeps what really happened as its cause. */
export function fromFailure(failure: Failure): AppError {
  if (failure.kind === 'refused') return new AppError(failure.code, failure.details);
  const cause = new Error(failure.message);
  if (failure.stack !== undefined) cause.stack = failure.stack;
  return new AppError(failure.code, undefined, { cause });
}

/**
 * What SQLite found wrong with the file itself, in its own words; null for every other error. Nothing that
 * is written after such a finding can be relied upon.
 */
export function damageFound(error: unknown): string | null {
  if (!(error instanceof Database.SqliteError)) return null;
  const isDamage = error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB';
  return isDamage ? error.message : null;
}

/** What SQLite's result code means for the person who wants to write (https://sqlite.org/rescode.html). */
function storageCode(error: unknown): ErrorCode {
  if (!(error instanceof Database.SqliteError)) return 'internal';
  if (error.code.startsWith('SQLITE_FULL')) return 'storage_full';
  if (error.code.startsWith('SQLITE_READONLY')) return 'storage_read_only';
  if (error.code.startsWith('SQLITE_CONSTRAINT')) return 'internal';
  return 'storage_failed';
}
