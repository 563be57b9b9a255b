import { AppError } from '../protocol/errors.ts';
import type { FoundFileRow } from '../storage/readers/queries/files.ts';
import type { ServiceContext } from './service-context.ts';

/** A file that the asker may have. */
export interface FoundFile {
  fileId: number;
  ownerId: number;
  hash: string;
  name: string;
  mime: string;
  size: number;
  width: number | null;
  height: number | null;
  preview: string | null;
  hasThumbnail: boolean;
  /** Where its message is; null while no message has it. */
  roomId: number | null;
}

/**
 * A file, as far as this person may see it now: in a room they may read, or their own while no message has it.
 *
 * @throws AppError `file_not_found`; also for what is not theirs to see, so that ids tell a stranger nothing
 */
export async function readFile(context: ServiceContext, userId: number, fileId: number): Promise<FoundFile> {
  const row = await context.readers.query('findFile', { fileId });
  const found = row && toFoundFile(row);
  if (!found || !maySee(context, userId, found)) throw new AppError('file_not_found');
  return found;
}

export function maySee({ directory }: ServiceContext, userId: number, file: FoundFile): boolean {
  return file.roomId === null ? file.ownerId === userId : directory.mayRead(file.roomId, userId);
}

export function toFoundFile(row: FoundFileRow): FoundFile {
  return {
    fileId: row.id,
    ownerId: row.owner_id,
    hash: row.blob_hash,
    name: row.name,
    mime: row.mime,
    size: row.size,
    width: row.width,
    height: row.height,
    preview: row.preview,
    hasThumbnail: row.has_thumbnail === 1,
    roomId: row.room_id,
  };
}
