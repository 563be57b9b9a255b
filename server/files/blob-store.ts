import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../logging/logger.ts';
import { AppError } from '../protocol/errors.ts';
import {
  PART_SUFFIX,
  receiveBlob,
  type Allowance,
  type IncomingBlob,
  type ReceiveOptions,
} from './incoming-blob.ts';
import { KeyLocks } from './key-locks.ts';
import { toStorageFailure } from './storage-failure.ts';

export interface BlobStoreOptions {
  /** Where the files lie; made if need be. */
  root: string;
  /** Which of these hashes the database refers to. */
  knownHashes: (hashes: string[]) => Promise<string[]>;
  logger: Pick<Logger, 'info' | 'warn'>;
  openFile?: ReceiveOptions['openFile'];
}

/** Bytes, or the thumbnail made of them. */
const KEPT = /^([0-9a-f]{64})(?:\.webp)?$/;
const SHARD = /^[0-9a-f]{2}$/;

/**
 * The bytes of all files, each content once, under its hash: `ab/abcdef...`. The database decides what is
 * kept; a crash between the two leaves at worst bytes that nobody refers to, and `sweep` finds those.
 */
export class BlobStore {
  /** An absolute path. */
  readonly root: string;
  private readonly incoming: string;
  private readonly options: BlobStoreOptions;
  private readonly locks = new KeyLocks();

  /** Makes the folder where there is none, and clears away the halves of uploads that a killed host left. */
  static async open(options: BlobStoreOptions): Promise<BlobStore> {
    const store = new BlobStore(options);
    await mkdir(store.incoming, { recursive: true, mode: 0o700 });
    const parts = (await readdir(store.incoming)).filter((name) => name.endsWith(PART_SUFFIX));
    for (const part of parts) await rm(path.join(store.incoming, part), { force: true });
    if (parts.length > 0) options.logger.info('upload_halves_removed', { count: parts.length });
    return store;
  }

  private constructor(options: BlobStoreOptions) {
    this.options = options;
    this.root = path.resolve(options.root);
    this.incoming = path.join(this.root, 'incoming');
  }

  /** Takes in a stream; nothing of it stays where that fails. @throws AppError as `receiveBlob` */
  receive(
    stream: AsyncIterable<Uint8Array>,
    allowance: Allowance,
    signal?: AbortSignal,
  ): Promise<IncomingBlob> {
    const { openFile } = this.options;
    return receiveBlob(stream, {
      folder: this.incoming,
      allowance,
      signal,
      ...(openFile !== undefined && { openFile }),
    });
  }

  /**
   * Puts received bytes in their place, then runs `commit`, which makes the database refer to them. The two
   * can't be parted by a `drop` of the same content; where `commit` fails, so does this, and nothing stays.
   *
   * @throws AppError what the disk says, or what `commit` throws
   */
  async keep<T>(blob: IncomingBlob, commit: () => Promise<T>): Promise<T> {
    return this.locks.run(blob.hash, async () => {
      try {
        await this.putInPlace(blob).catch((error: unknown) => {
          throw toStorageFailure(error);
        });
        return await commit();
      } catch (error) {
        await this.removeUnknown(blob.hash);
        throw error;
      } finally {
        await blob.discard();
      }
    });
  }

  /**
   * Runs `commit`, which makes the database refer once more to bytes that lie here already.
   *
   * @throws AppError `file_not_found` where they have gone meanwhile
   */
  async hold<T>(hash: string, commit: () => Promise<T>): Promise<T> {
    return this.locks.run(hash, async () => {
      const there = await stat(this.absolutePath(hash)).catch(() => null);
      if (!there) throw new AppError('file_not_found');
      return commit();
    });
  }

  /** Removes bytes that nothing refers to any more; what is referred to again by then stays. */
  async drop(hashes: readonly string[]): Promise<void> {
    for (const hash of hashes) await this.locks.run(hash, () => this.removeUnknown(hash));
  }

  /** Removes whole files that no row refers to: what a host left that was killed between disk and database. */
  async sweep(): Promise<void> {
    let count = 0;
    for (const shard of (await readdir(this.root)).filter((name) => SHARD.test(name))) {
      const names = await readdir(path.join(this.root, shard));
      const hashes = [...new Set(names.flatMap((name) => KEPT.exec(name)?.[1] ?? []))];
      const known = new Set(await this.options.knownHashes(hashes));
      const orphans = hashes.filter((hash) => !known.has(hash));
      await this.drop(orphans);
      count += orphans.length;
    }
    if (count > 0) this.options.logger.info('orphaned_files_removed', { count });
  }

  /** The path of some bytes, from `root`. */
  relativePath(hash: string): string {
    return path.join(hash.slice(0, 2), hash);
  }

  absolutePath(hash: string): string {
    return path.join(this.root, this.relativePath(hash));
  }

  /** Where the thumbnail of a picture is, if it has been made. It goes with the picture. */
  thumbnailPath(hash: string): string {
    return `${this.absolutePath(hash)}.webp`;
  }

  /**
   * Keeps a picture's thumbnail beside it, as a whole or not at all. It can be made again at any time, so
   * nobody waits for the disk to have it.
   *
   * @throws AppError what the disk says
   */
  async keepThumbnail(hash: string, bytes: Uint8Array): Promise<void> {
    const part = path.join(this.incoming, `${randomUUID()}${PART_SUFFIX}`);
    try {
      await mkdir(path.dirname(this.absolutePath(hash)), { recursive: true, mode: 0o700 });
      await writeFile(part, bytes, { mode: 0o600, flag: 'wx' });
      await rename(part, this.thumbnailPath(hash));
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw toStorageFailure(error);
    }
  }

  private async putInPlace(blob: IncomingBlob): Promise<void> {
    const place = this.absolutePath(blob.hash);
    const there = await stat(place).catch(() => null);
    // A file of this name and another size is a damaged one, and is healed by the rename.
    if (there?.size === blob.size) return;
    const folder = path.dirname(place);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(blob.path, place);
    await syncFolder(folder);
  }

  private async removeUnknown(hash: string): Promise<void> {
    try {
      const known = await this.options.knownHashes([hash]);
      if (known.length > 0) return;
      await rm(this.absolutePath(hash), { force: true });
      await rm(this.thumbnailPath(hash), { force: true });
    } catch (error) {
      // It stays until the next sweep; nobody waits for it.
      this.options.logger.warn('blob_not_dropped', { error });
    }
  }
}

/** Makes a rename outlast a power loss. Windows has no such thing, and keeps its folders in a journal. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
