import type { Statements } from '../../connection.ts';
import { FILE_COLUMNS, type FileRow } from '../../file-rows.ts';

/** A file and the room in which it can be seen; null while no message has it. */
export interface FoundFileRow extends FileRow {
  room_id: number | null;
}

const SELECT_FILE = `SELECT ${FILE_COLUMNS}, messages.room_id FROM files
  JOIN blobs ON blobs.hash = files.blob_hash LEFT JOIN messages ON messages.id = files.message_id`;

/** One file by its id. The caller checks who may see it. */
export function findFile(statements: Statements, { fileId }: { fileId: number }): FoundFileRow | null {
  return statements.sql<FoundFileRow>(`${SELECT_FILE} WHERE files.id = ?`).get(fileId) ?? null;
}

/** One file by its unguessable key. */
export function findFileByKey(statements: Statements, { urlKey }: { urlKey: string }): FoundFileRow | null {
  return statements.sql<FoundFileRow>(`${SELECT_FILE} WHERE files.url_key = ?`).get(urlKey) ?? null;
}

/** The keys and types of some files. */
export function fileKeys(
  statements: Statements,
  { fileIds }: { fileIds: readonly number[] },
): { id: number; url_key: string; mime: string }[] {
  return statements
    .sql<{ id: number; url_key: string; mime: string }>(
      `SELECT files.id, files.url_key, blobs.mime FROM files JOIN blobs ON blobs.hash = files.blob_hash
       WHERE files.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(fileIds));
}

/** Bytes that one person's files take, and that all take together on the disk. */
export function fileUse(
  statements: Statements,
  { userId }: { userId: number },
): { userBytes: number; totalBytes: number } {
  const bytesOf = (ownerId: number): number =>
    statements.sql<{ bytes: number }>('SELECT bytes FROM file_use WHERE owner_id = ?').get(ownerId)?.bytes ??
    0;
  return { userBytes: bytesOf(userId), totalBytes: bytesOf(0) };
}

/** Which of these hashes some file still refers to. */
export function knownBlobs(statements: Statements, { hashes }: { hashes: readonly string[] }): string[] {
  return statements
    .sql<{ hash: string }>('SELECT hash FROM blobs WHERE hash IN (SELECT value FROM json_each(?))')
    .all(JSON.stringify(hashes))
    .map((row) => row.hash);
}
