import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/utils';
import { AppError } from '../../protocol/errors.ts';
import { cleanFileName } from '../file-name.ts';
import { toStorageFailure } from '../storage-failure.ts';
import type { UnfinishedUploads } from './unfinished-uploads.ts';

export interface TusStoreOptions {
  uploads: UnfinishedUploads;
  /** Opens an upload's bytes to add to them; a test hands in a disk that is full. */
  openFile?: (file: string) => Promise<FileHandle>;
}

/** Lets the tus protocol's server work on `UnfinishedUploads`. */
export class TusStore extends DataStore {
  // No deferred length: what is to come must be known before it is taken.
  override extensions = ['creation', 'termination'];
  private readonly uploads: UnfinishedUploads;
  private readonly openFile: (file: string) => Promise<FileHandle>;

  constructor({ uploads, openFile = (file) => open(file, 'a') }: TusStoreOptions) {
    super();
    this.uploads = uploads;
    this.openFile = openFile;
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.uploads.begin({
      id: upload.id,
      ownerId: Number(upload.metadata?.['owner']),
      name: cleanFileName(upload.metadata?.['filename'] ?? ''),
      size: upload.size ?? 0,
    });
    return upload;
  }

  /** Adds what comes, until it ends or breaks off, and syncs it: what an answer or a later HEAD tells is on the disk. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const handle = await this.openFile(this.uploads.dataPath(id)).catch(asStorageFailure);
    let end = offset;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        await handle.appendFile(chunk).catch(asStorageFailure);
        end += chunk.byteLength;
      }
    } finally {
      await handle.sync().catch(() => undefined);
      await handle.close();
    }
    return end;
  }

  override async getUpload(id: string): Promise<Upload> {
    const facts = this.uploads.find(id);
    if (!facts) throw new AppError('file_not_found');
    const offset = await this.uploads.offsetOf(id);
    return new Upload({ id, size: facts.size, offset, metadata: { filename: facts.name } });
  }

  override async remove(id: string): Promise<void> {
    await this.uploads.remove(id);
  }
}

function asStorageFailure(error: unknown): never {
  throw toStorageFailure(error);
}
