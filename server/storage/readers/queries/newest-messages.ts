import type { Message } from '../../../protocol/message.ts';
import type { Statements } from '../../connection.ts';
import { MESSAGE_COLUMNS, type MessageRow } from '../../rows.ts';
import { toMessages } from './history.ts';

export interface NewestMessages {
  roomIds: number[];
  /** How many of the newest to pass over. */
  offset: number;
  limit: number;
}

/**
 * The newest messages of some rooms together, newest first, without the deleted ones. Pages are counted from
 * the newest message, as the original's clients ask for them; `history` is the one that pages by seq.
 */
export function newestMessages(
  statements: Statements,
  { roomIds, offset, limit }: NewestMessages,
): Message[] {
  const ofRoom = statements.sql<MessageRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM messages JOIN users ON users.id = messages.sender_id
     WHERE messages.room_id = ? AND messages.deleted_at IS NULL ORDER BY messages.id DESC LIMIT ? OFFSET ?`,
  );
  const [only] = roomIds;
  if (only !== undefined && roomIds.length === 1)
    return toMessages(statements, ofRoom.all(only, limit, offset));
  // Each room by its own index, then merged: one query over all of them would sort every message they have.
  const rows = roomIds
    .flatMap((roomId) => ofRoom.all(roomId, offset + limit, 0))
    .sort((a, b) => b.id - a.id)
    .slice(offset, offset + limit);
  return toMessages(statements, rows);
}
