import { AppError } from '../../../protocol/errors.ts';
import type { MessageFile } from '../../../protocol/message.ts';
import { FILE_COLUMNS, toMessageFile, type FileRow } from '../../file-rows.ts';
import type { WriteContext } from '../write-context.ts';

export interface StoreFile {
  ownerId: number;
  blob: {
    hash: string;
    size: number;
    mime: string;
    width: number | null;
    height: number | null;
    preview: string | null;
    hasThumbnail: boolean;
  };
  name: string;
  urlKey: string;
  userQuotaBytes: number;
  totalQuotaBytes: number;
}
export interface DropFile {
  ownerId: number;
  fileId: number;
}
export interface DropStaleFiles {
  /** Files stored before this and never attached go. Milliseconds since the epoch. */
  before: number;
  atMost: number;
}
/** Hashes that nothing refers to any more: the disk may drop them. */
export interface OrphanedBlobs {
  orphanedHashes: string[];
}

/**
 * Stores a file whose bytes are on the disk already. Content that is known is not stored a second time, yet
 * counts for its owner all the same: what another person has stored must not show in one's own quota.
 *
 * @throws AppError `not_signed_in`, `quota_exceeded`
 */
export function storeFile(context: WriteContext, input: StoreFile): { file: MessageFile } {
  const { ownerId, blob } = input;
  if (!context.user(ownerId)) throw new AppError('not_signed_in');
  refuseOverQuota(context, ownerId, blob.size, 'user', input.userQuotaBytes);
  if (!context.sql('SELECT 1 FROM blobs WHERE hash = ?').get(blob.hash)) {
    refuseOverQuota(context, 0, blob.size, 'total', input.totalQuotaBytes);
    context
      .sql(
        `INSERT INTO blobs (hash, size, mime, width, height, preview, has_thumbnail, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        blob.hash,
        blob.size,
        blob.mime,
        blob.width,
        blob.height,
        blob.preview,
        blob.hasThumbnail ? 1 : 0,
        context.now,
      );
  }
  const { lastInsertRowid } = context
    .sql('INSERT INTO files (owner_id, blob_hash, name, url_key, created_at) VALUES (?, ?, ?, ?, ?)')
    .run(ownerId, blob.hash, input.name, input.urlKey, context.now);
  const row = context
    .sql<FileRow>(
      `SELECT ${FILE_COLUMNS} FROM files JOIN blobs ON blobs.hash = files.blob_hash WHERE files.id = ?`,
    )
    .get(lastInsertRowid);
  if (!row) throw new Error('SQLite has no row for an inserted file');
  return { file: toMessageFile(row) };
}

/**
 * Gives files to the message that was just inserted, in this order.
 *
 * @throws AppError `file_not_found` for one that is not there, not the sender's, or another message's already
 */
export function attachFiles(
  context: WriteContext,
  messageId: number,
  senderId: number,
  fileIds: readonly number[],
): MessageFile[] {
  for (const [position, fileId] of fileIds.entries()) {
    const { changes } = context
      .sql(
        'UPDATE files SET message_id = ?, position = ? WHERE id = ? AND owner_id = ? AND message_id IS NULL',
      )
      .run(messageId, position, fileId, senderId);
    if (changes === 0) throw new AppError('file_not_found', { fileId: String(fileId) });
  }
  return context.filesOf(messageId);
}

/** Takes a deleted message's files away. */
export function removeFilesOf(context: WriteContext, messageId: number): OrphanedBlobs {
  const hashes = context
    .sql<{ blob_hash: string }>('DELETE FROM files WHERE message_id = ? RETURNING blob_hash')
    .all(messageId)
    .map((row) => row.blob_hash);
  return removeOrphans(context, hashes);
}

/**
 * Drops a file of one's own that no message has taken.
 *
 * @throws AppError `file_not_found` for one that is not there, not theirs, or a message's already
 */
export function dropFile(context: WriteContext, { ownerId, fileId }: DropFile): OrphanedBlobs {
  const dropped = context
    .sql<{ blob_hash: string }>(
      'DELETE FROM files WHERE id = ? AND owner_id = ? AND message_id IS NULL RETURNING blob_hash',
    )
    .get(fileId, ownerId);
  if (!dropped) throw new AppError('file_not_found');
  return removeOrphans(context, [dropped.blob_hash]);
}

/** Drops files that no message ever took, oldest first, a bounded number at a time. */
export function dropStaleFiles(
  context: WriteContext,
  { before, atMost }: DropStaleFiles,
): OrphanedBlobs & { dropped: number } {
  const hashes = context
    .sql<{ blob_hash: string }>(
      `DELETE FROM files WHERE id IN (
         SELECT id FROM files WHERE message_id IS NULL AND created_at < ? ORDER BY created_at LIMIT ?)
       RETURNING blob_hash`,
    )
    .all(before, atMost)
    .map((row) => row.blob_hash);
  return { ...removeOrphans(context, hashes), dropped: hashes.length };
}

function removeOrphans(context: WriteContext, hashes: readonly string[]): OrphanedBlobs {
  const orphanedHashes = [...new Set(hashes)].filter(
    (hash) =>
      context
        .sql('DELETE FROM blobs WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM files WHERE blob_hash = ?)')
        .run(hash, hash).changes > 0,
  );
  return { orphanedHashes };
}

function refuseOverQuota(
  context: WriteContext,
  ownerId: number,
  size: number,
  quota: 'user' | 'total',
  maxBytes: number,
): void {
  const used =
    context.sql<{ bytes: number }>('SELECT bytes FROM file_use WHERE owner_id = ?').get(ownerId)?.bytes ?? 0;
  if (used + size > maxBytes) throw new AppError('quota_exceeded', { quota, maxBytes });
}
