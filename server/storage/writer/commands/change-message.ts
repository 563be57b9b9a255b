import { AppError } from '../../../protocol/errors.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { RoomRow } from '../../rows.ts';
import { roomAudience, type WriteContext } from '../write-context.ts';
import { EXTRA } from '../../message-extras.ts';
import { changeableMessage } from './changeable-message.ts';
import { dropConfirmations } from './confirm-message.ts';
import { removeFilesOf, type OrphanedBlobs } from './files.ts';

export interface EditMessage {
  userId: number;
  messageId: number;
  text: string;
}
export interface DeleteMessage {
  userId: number;
  messageId: number;
}
export interface ReactToMessage {
  userId: number;
  messageId: number;
  emoji: string;
  on: boolean;
}

/** Replaces the text of one's own message. Only beside files may it be empty. */
export function editMessage(context: WriteContext, { userId, messageId, text }: EditMessage): void {
  const { row, room } = changeableMessage(context, messageId, userId);
  if (row.sender_id !== userId) throw new AppError('forbidden');
  if (row.text === text) return;
  if (text.trim() === '' && context.filesOf(messageId).length === 0) throw new AppError('empty_message');
  context.sql('UPDATE messages SET text = ?, edited_at = ? WHERE id = ?').run(text, context.now, messageId);
  announce(context, room, messageId, 'message.edited');
}

/**
 * Empties a message and leaves a tombstone in its place. One's own, or anybody's for the owner and admins.
 * Its files go with it, and the text goes from the event log too: a client that resumes later must not be
 * handed what was deleted.
 */
export function deleteMessage(context: WriteContext, { userId, messageId }: DeleteMessage): OrphanedBlobs {
  const { row, room } = changeableMessage(context, messageId, userId);
  if (row.sender_id !== userId && !mayModerate(context, userId)) throw new AppError('forbidden');
  context
    .sql("UPDATE messages SET text = '', deleted_at = ?, extras = 0 WHERE id = ?")
    .run(context.now, messageId);
  context.sql('DELETE FROM reactions WHERE message_id = ?').run(messageId);
  if ((row.extras & EXTRA.confirmation) !== 0) dropConfirmations(context, messageId);
  const orphaned = removeFilesOf(context, messageId);
  const tombstone = JSON.stringify(context.message(messageId));
  context
    .sql(
      `UPDATE events SET body = json_set(body, '$.message', json(?))
       WHERE (seq = ? OR message_id = ?) AND json_extract(body, '$.message') IS NOT NULL`,
    )
    .run(tombstone, messageId, messageId);
  announce(context, room, messageId, 'message.deleted');
  return orphaned;
}

/** Adds or takes back one person's reaction. Repeating it changes nothing. */
export function reactToMessage(
  context: WriteContext,
  { userId, messageId, emoji, on }: ReactToMessage,
): void {
  const { row, room } = changeableMessage(context, messageId, userId);
  if (on) {
    const kinds = context
      .sql<{ emoji: string }>('SELECT DISTINCT emoji FROM reactions WHERE message_id = ?')
      .all(messageId)
      .map((reaction) => reaction.emoji);
    if (!kinds.includes(emoji) && kinds.length >= LIMITS.reactionsPerMessageMaxKinds) {
      throw new AppError('too_many_reactions', { max: LIMITS.reactionsPerMessageMaxKinds });
    }
  }
  const { changes } = on
    ? context
        .sql('INSERT OR IGNORE INTO reactions (message_id, emoji, user_id) VALUES (?, ?, ?)')
        .run(messageId, emoji, userId)
    : context
        .sql('DELETE FROM reactions WHERE message_id = ? AND emoji = ? AND user_id = ?')
        .run(messageId, emoji, userId);
  if (changes === 0) return;
  context.appendEvent(
    roomAudience(room),
    (seq) => ({
      seq,
      kind: 'message.reacted',
      roomId: String(row.room_id),
      messageId: String(messageId),
      emoji,
      userId: String(userId),
      on,
    }),
    messageId,
  );
}

function mayModerate(context: WriteContext, userId: number): boolean {
  const role = context.user(userId)?.role;
  return role === 'owner' || role === 'admin';
}

function announce(
  context: WriteContext,
  room: RoomRow,
  messageId: number,
  kind: 'message.edited' | 'message.deleted',
): void {
  const message = context.message(messageId);
  if (!message) throw new Error(`message ${messageId} vanished inside its own transaction`);
  context.appendEvent(
    roomAudience(room),
    (seq) => ({ seq, kind, roomId: message.roomId, message }),
    messageId,
  );
}
