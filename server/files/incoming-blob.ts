import { createHash, randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import { toStorageFailure } from './storage-failure.ts';

/** How the name of a file that is still being received ends. */
export const PART_SUFFIX = '.part';

/** Bytes that have arrived and are on the disk, and that nobody has kept yet. */
export interface IncomingBlob {
  /** SHA-256 in hex. */
  hash: string;
  size: number;
  /** The first bytes, from which the type is told. */
  head: Buffer;
  path: string;
  /** Removes it; fine to call again, or after it was kept. */
  discard(): Promise<void>;
}

/** How much a sender may send now, and how they are told that it was more. */
export interface Allowance {
  maxBytes: number;
  refusal: () => AppError;
}

export interface ReceiveOptions {
  folder: string;
  allowance: Allowance;
  signal?: AbortSignal | undefined;
  /** Makes the file; a test hands in a disk that is full. */
  openFile?: (file: string) => Promise<FileHandle>;
}

/**
 * Writes a stream to a file of its own, piece by piece, hashing on the way. Whatever goes wrong, the file
 * is gone afterwards.
 *
 * @throws AppError the allowance's refusal, `storage_full`, `storage_read_only`, `storage_failed`;
 *   `invalid_upload` where the stream ends before its time or `signal` says so
 */
export async function receiveBlob(
  stream: AsyncIterable<Uint8Array>,
  { folder, allowance, signal, openFile = openNew }: ReceiveOptions,
): Promise<IncomingBlob> {
  const file = path.join(folder, `${randomUUID()}${PART_SUFFIX}`);
  const discard = (): Promise<void> => rm(file, { force: true });
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let size = 0;
  let handle: FileHandle | undefined;
  try {
    handle = await openFile(file).catch(asStorageFailure);
    for await (const chunk of untilAborted(stream)) {
      signal?.throwIfAborted();
      size += chunk.byteLength;
      if (size > allowance.maxBytes) throw allowance.refusal();
      if (headBytes < LIMITS.fileHeadBytes) {
        head.push(Buffer.from(chunk.subarray(0, LIMITS.fileHeadBytes - headBytes)));
        headBytes += Math.min(chunk.byteLength, LIMITS.fileHeadBytes - headBytes);
      }
      hash.update(chunk);
      // The next piece is asked for when this one is written: the sender goes no faster than the disk.
      await handle.appendFile(chunk).catch(asStorageFailure);
    }
    signal?.throwIfAborted();
    await handle.sync().catch(asStorageFailure);
    await handle.close();
    return { hash: hash.digest('hex'), size, head: Buffer.concat(head), path: file, discard };
  } catch (error) {
    await handle?.close().catch(() => undefined);
    await discard().catch(() => undefined);
    throw error instanceof AppError ? error : brokenOff(error);
  }
}

function openNew(file: string): Promise<FileHandle> {
  return open(file, 'wx', 0o600);
}

function asStorageFailure(error: unknown): never {
  throw toStorageFailure(error);
}

/** The stream's own failures are the sender's; kept apart from those of the disk. */
async function* untilAborted(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw brokenOff(error);
  }
}

function brokenOff(cause: unknown): AppError {
  return new AppError('invalid_upload', { reason: 'broken_off' }, { cause });
}
