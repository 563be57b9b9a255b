import type { Message } from '../../../protocol/message.ts';
import type { Statements } from '../../connection.ts';
import { filesOf } from '../../file-rows.ts';
import { extrasOf } from '../../message-extras.ts';
import { MESSAGE_COLUMNS, reactionsOf, toMessage, type MessageRow } from '../../rows.ts';

export interface HistoryPage {
  roomId: number;
  /** Messages with a smaller seq, newest of them. With neither bound: the newest of all. */
  before?: number;
  /** Messages with a larger seq, oldest of them. */
  after?: number;
  limit: number;
  /** Whose own part of the messages is told too. */
  readerId?: number;
}

/** A page of a room's messages, oldest first. Costs the same wherever in the room it is taken. */
export function history(
  statements: Statements,
  page: HistoryPage,
): { messages: Message[]; hasMore: boolean } {
  const { roomId, before, after, limit, readerId = null } = page;
  const select = `SELECT ${MESSAGE_COLUMNS} FROM messages JOIN users ON users.id = messages.sender_id WHERE messages.room_id = ?`;
  const rows =
    after === undefined
      ? statements
          .sql<MessageRow>(`${select} AND messages.id < ? ORDER BY messages.id DESC LIMIT ?`)
          .all(roomId, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      : statements
          .sql<MessageRow>(`${select} AND messages.id > ? ORDER BY messages.id LIMIT ?`)
          .all(roomId, after, limit + 1);
  const hasMore = rows.length > limit;
  if (hasMore) rows.pop();
  if (after === undefined) rows.reverse();
  return { messages: toMessages(statements, rows, readerId), hasMore };
}

/** One message, or null. The caller checks whether the asker may read its room. */
export function findMessage(
  statements: Statements,
  { messageId, readerId = null }: { messageId: number; readerId?: number | null },
): Message | null {
  const rows = statements
    .sql<MessageRow>(
      `SELECT ${MESSAGE_COLUMNS} FROM messages JOIN users ON users.id = messages.sender_id WHERE messages.id = ?`,
    )
    .all(messageId);
  return toMessages(statements, rows, readerId)[0] ?? null;
}

/**
 * Rows as messages, each with its files and reactions: two queries, however many rows there are, and one more where some
 * have something beside their words.
 */
export function toMessages(
  statements: Statements,
  rows: readonly MessageRow[],
  readerId: number | null = null,
): Message[] {
  const ids = rows.map((row) => row.id);
  const reactions = reactionsOf(statements, ids);
  const files = filesOf(statements, ids);
  const extras = extrasOf(statements, rows, readerId);
  return rows.map((row) => ({
    ...toMessage(row, reactions.get(row.id) ?? [], files.get(row.id) ?? []),
    ...extras(row.id),
  }));
}
