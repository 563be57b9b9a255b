import type { MessageFile } from '../protocol/message.ts';
import type { Statements } from './connection.ts';

export interface FileRow {
  id: number;
  owner_id: number;
  blob_hash: string;
  name: string;
  url_key: string;
  message_id: number | null;
  size: number;
  mime: string;
  width: number | null;
  height: number | null;
  preview: string | null;
  has_thumbnail: number;
}

/** The columns of a FileRow, for `files JOIN blobs ON blobs.hash = files.blob_hash`. */
export const FILE_COLUMNS = `files.id, files.owner_id, files.blob_hash, files.name, files.url_key, files.message_id,
  blobs.size, blobs.mime, blobs.width, blobs.height, blobs.preview, blobs.has_thumbnail`;

export function toMessageFile(row: FileRow): MessageFile {
  return {
    id: String(row.id),
    name: row.name,
    mime: row.mime,
    size: row.size,
    ...(row.width !== null && { width: row.width }),
    ...(row.height !== null && { height: row.height }),
    url: `/api/v1/files/${row.id}/${encodeURIComponent(row.name)}`,
    ...(row.has_thumbnail === 1 && { thumbnailUrl: `/api/v1/thumbnails/${row.id}` }),
    ...(row.preview !== null && { preview: row.preview }),
  };
}

/** The files of some messages, by message id, in the order in which their sender put them. */
export function filesOf(
  statements: Statements,
  messageIds: readonly number[],
): ReadonlyMap<number, MessageFile[]> {
  const rows = statements
    .sql<FileRow & { message_id: number }>(
      `SELECT ${FILE_COLUMNS} FROM files JOIN blobs ON blobs.hash = files.blob_hash
       WHERE files.message_id IN (SELECT value FROM json_each(?)) ORDER BY files.message_id, files.position`,
    )
    .all(JSON.stringify(messageIds));
  const byMessage = new Map<number, MessageFile[]>();
  for (const row of rows) {
    const files = byMessage.get(row.message_id);
    if (files) files.push(toMessageFile(row));
    else byMessage.set(row.message_id, [toMessageFile(row)]);
  }
  return byMessage;
}
