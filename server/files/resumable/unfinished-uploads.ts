import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import type { Logger } from '../../logging/logger.ts';
import { AppError } from '../../protocol/errors.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { IncomingBlob } from '../incoming-blob.ts';
import { toStorageFailure } from '../storage-failure.ts';

const DATA = '.part';
const FACTS = '.json';

const factsSchema = z.object({
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  ownerId: z.int(),
  name: z.string(),
  size: z.int().check(z.gte(0)),
});

/** What was said about an upload when it began. */
export type UploadFacts = z.infer<typeof factsSchema>;

/**
 * Uploads that have begun and have not become files yet. Each is a file that grows, and a note beside it; both
 * outlive the host's process, so that an upload goes on where a killed host left it.
 */
export class UnfinishedUploads {
  private readonly folder: string;
  private readonly uploads = new Map<string, UploadFacts>();

  /**
   * Finds what was begun before. What was written to before this machine last started is dropped: a power loss
   * may have left holes in it.
   */
  static async open(folder: string, logger: Pick<Logger, 'info'>): Promise<UnfinishedUploads> {
    const store = new UnfinishedUploads(folder);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const bootedAt = Date.now() - os.uptime() * 1_000;
    const ids = new Set((await readdir(folder)).map((name) => path.parse(name).name));
    for (const id of ids) {
      const facts = await store.readFacts(id);
      const touchedAt = facts && (await store.touchedAt(id));
      if (facts && touchedAt !== null && touchedAt >= bootedAt) store.uploads.set(id, facts);
      else await store.remove(id);
    }
    if (ids.size > 0) {
      logger.info('uploads_found', { kept: store.uploads.size, dropped: ids.size - store.uploads.size });
    }
    return store;
  }

  private constructor(folder: string) {
    this.folder = folder;
  }

  find(id: string): UploadFacts | undefined {
    return this.uploads.get(id);
  }

  /** What one person's uploads will take once they are here, and how many there are. */
  useOf(ownerId: number): { bytes: number; count: number } {
    const own = [...this.uploads.values()].filter((upload) => upload.ownerId === ownerId);
    return { bytes: sizeOf(own), count: own.length };
  }

  /** What all uploads will take once they are here. */
  totalBytes(): number {
    return sizeOf([...this.uploads.values()]);
  }

  /** @throws AppError what the disk says */
  async begin(facts: UploadFacts): Promise<void> {
    this.uploads.set(facts.id, facts);
    try {
      await writeFile(this.dataPath(facts.id), '', { mode: 0o600, flag: 'wx' });
      await writeFile(this.factsPath(facts.id), JSON.stringify(facts), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      await this.remove(facts.id);
      throw toStorageFailure(error);
    }
  }

  /** How many bytes are on the disk. @throws AppError `file_not_found` */
  async offsetOf(id: string): Promise<number> {
    const there = this.uploads.has(id) ? await stat(this.dataPath(id)).catch(() => null) : null;
    if (!there) throw new AppError('file_not_found');
    return there.size;
  }

  /** Where the bytes are added. */
  dataPath(id: string): string {
    return path.join(this.folder, id + DATA);
  }

  async remove(id: string): Promise<void> {
    this.uploads.delete(id);
    await rm(this.factsPath(id), { force: true });
    await rm(this.dataPath(id), { force: true });
  }

  /** Drops what nothing was added to since `before` (milliseconds since the epoch). */
  async dropStale(before: number): Promise<void> {
    for (const id of [...this.uploads.keys()]) {
      const touchedAt = await this.touchedAt(id);
      if (touchedAt === null || touchedAt < before) await this.remove(id);
    }
  }

  /**
   * A whole upload as bytes to keep. `discard` ends the upload.
   *
   * @throws AppError `file_not_found`, `invalid_upload` while bytes are missing
   */
  async toBlob(id: string): Promise<IncomingBlob> {
    const size = await this.offsetOf(id);
    if (size !== this.uploads.get(id)?.size) throw new AppError('invalid_upload', { reason: 'incomplete' });
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let headBytes = 0;
    for await (const chunk of createReadStream(this.dataPath(id)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (headBytes >= LIMITS.fileHeadBytes) continue;
      head.push(chunk.subarray(0, LIMITS.fileHeadBytes - headBytes));
      headBytes += chunk.length;
    }
    return {
      hash: hash.digest('hex'),
      size,
      head: Buffer.concat(head),
      path: this.dataPath(id),
      discard: () => this.remove(id),
    };
  }

  private factsPath(id: string): string {
    return path.join(this.folder, id + FACTS);
  }

  private async readFacts(id: string): Promise<UploadFacts | null> {
    try {
      const parsed = factsSchema.safeParse(JSON.parse(await readFile(this.factsPath(id), 'utf8')));
      return parsed.success && parsed.data.id === id ? parsed.data : null;
    } catch {
      // A host that was killed in the middle of writing it.
      return null;
    }
  }

  private async touchedAt(id: string): Promise<number | null> {
    const there = await stat(this.dataPath(id)).catch(() => null);
    return there?.mtimeMs ?? null;
  }
}

function sizeOf(uploads: readonly UploadFacts[]): number {
  return uploads.reduce((sum, { size }) => sum + size, 0);
}
