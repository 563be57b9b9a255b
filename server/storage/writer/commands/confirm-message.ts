import { AppError } from '../../../protocol/errors.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Message } from '../../../protocol/message.ts';
import { EXTRA } from '../../message-extras.ts';
import type { MessageRow, RoomRow, UserRow } from '../../rows.ts';
import { roomAudience, type WriteContext } from '../write-context.ts';
import { changeableMessage } from './changeable-message.ts';
import { isKeeper } from './room-modes.ts';

export interface ConfirmMessage {
  userId: number;
  messageId: number;
}

/**
 * Lets a message that is just being stored ask everybody in its room for a confirmation. In public rooms that is for
 * those who look after the room; in private and direct ones everybody knows everybody, and anyone may.
 *
 * @throws AppError `forbidden`
 */
export function askForConfirmation(
  context: WriteContext,
  room: RoomRow,
  sender: UserRow,
  messageId: number,
): NonNullable<Message['confirmation']> {
  if (room.kind === 'public' && !isKeeper(room, sender)) throw new AppError('forbidden');
  const askedCount = countAsked(context, room, sender.id);
  context
    .sql('INSERT INTO confirmation_requests (message_id, room_id, asked_at, asked_count) VALUES (?, ?, ?, ?)')
    .run(messageId, room.id, context.now, askedCount);
  return { askedCount, confirmedCount: 0 };
}

/**
 * Notes that somebody has read a message that asks for it. Repeating it changes nothing. Who came after the message
 * may confirm as well, and is not counted among those who were asked.
 *
 * @throws AppError `message_not_found`, also for messages that ask for nothing; `forbidden` for one's own
 */
export function confirmMessage(context: WriteContext, { userId, messageId }: ConfirmMessage): void {
  const { row, room } = askingMessage(context, messageId, userId);
  if (row.sender_id === userId) throw new AppError('forbidden');
  const { changes } = context
    .sql('INSERT OR IGNORE INTO confirmations (message_id, user_id, confirmed_at) VALUES (?, ?, ?)')
    .run(messageId, userId, context.now);
  if (changes === 0) return;
  const wasAsked = joinedSeq(context, room, userId) < messageId;
  const { confirmed_count: confirmedCount } = context
    .sql<{ confirmed_count: number }>(
      'UPDATE confirmation_requests SET confirmed_count = confirmed_count + ? WHERE message_id = ? RETURNING confirmed_count',
    )
    .get(wasAsked ? 1 : 0, messageId) ?? { confirmed_count: 0 };
  context.appendEvent(roomAudience(room), (seq) => ({
    seq,
    kind: 'message.confirmed',
    roomId: String(room.id),
    messageId: String(messageId),
    userId: String(userId),
    confirmedCount,
  }));
}

/**
 * Reminds those who have not confirmed yet: one event to the room, however many they are, and each page knows whether
 * it is meant. For the sender and those who look after the room.
 *
 * @throws AppError `message_not_found`, `forbidden`; `reminded_recently` with `retryAfterSeconds`
 */
export function remindOfMessage(context: WriteContext, { userId, messageId }: ConfirmMessage): void {
  const { row, room } = askingMessage(context, messageId, userId);
  const user = context.user(userId);
  if (row.sender_id !== userId && !(user && room.kind !== 'direct' && isKeeper(room, user)))
    throw new AppError('forbidden');
  const { reminded_at: remindedAt } = context
    .sql<{ reminded_at: number | null }>('SELECT reminded_at FROM confirmation_requests WHERE message_id = ?')
    .get(messageId) ?? { reminded_at: null };
  const waitSeconds = reminderWait(remindedAt, context.now);
  if (waitSeconds > 0) throw new AppError('reminded_recently', { retryAfterSeconds: waitSeconds });
  context
    .sql('UPDATE confirmation_requests SET reminded_at = ? WHERE message_id = ?')
    .run(context.now, messageId);
  context.appendEvent(roomAudience(room), (seq) => ({
    seq,
    kind: 'message.reminded',
    roomId: String(room.id),
    messageId: String(messageId),
    userId: String(userId),
  }));
}

/** Whole seconds until people may be reminded again, 0 where they may now. */
export function reminderWait(remindedAt: number | null, now: number): number {
  // A clock that was set back must not forbid it for ever.
  if (remindedAt === null || remindedAt > now) return 0;
  return Math.max(0, Math.ceil((remindedAt + LIMITS.remindIntervalMs - now) / 1_000));
}

/** A deleted message asks for nothing any more. */
export function dropConfirmations(context: WriteContext, messageId: number): void {
  context.sql('DELETE FROM confirmations WHERE message_id = ?').run(messageId);
  context.sql('DELETE FROM confirmation_requests WHERE message_id = ?').run(messageId);
}

function askingMessage(
  context: WriteContext,
  messageId: number,
  userId: number,
): { row: MessageRow; room: RoomRow } {
  const found = changeableMessage(context, messageId, userId);
  if ((found.row.extras & EXTRA.confirmation) === 0) throw new AppError('message_not_found');
  return found;
}

function countAsked(context: WriteContext, room: RoomRow, senderId: number): number {
  // Whoever is in it now came before the message, which is being stored.
  const found =
    room.is_default === 1
      ? context
          .sql<{ count: number }>('SELECT count(*) AS count FROM users WHERE retired_at IS NULL AND id <> ?')
          .get(senderId)
      : context
          .sql<{ count: number }>('SELECT count(*) AS count FROM members WHERE room_id = ? AND user_id <> ?')
          .get(room.id, senderId);
  return found?.count ?? 0;
}

/** Where the log stood when somebody came into the room. */
function joinedSeq(context: WriteContext, room: RoomRow, userId: number): number {
  if (room.is_default === 1) return context.user(userId)?.joined_seq ?? Infinity;
  return (
    context
      .sql<{ joined_seq: number }>('SELECT joined_seq FROM members WHERE room_id = ? AND user_id = ?')
      .get(room.id, userId)?.joined_seq ?? Infinity
  );
}
