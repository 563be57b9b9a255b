import { AppError } from '../../../protocol/errors.ts';
import type { MessageRow, RoomRow } from '../../rows.ts';
import type { WriteContext } from '../write-context.ts';

/** A message and its room, where this person may do something with it. @throws AppError `message_not_found`, `room_archived` */
export function changeableMessage(
  context: WriteContext,
  messageId: number,
  userId: number,
): { row: MessageRow; room: RoomRow } {
  const row = context.messageRow(messageId);
  const room = row && context.room(row.room_id);
  // One answer for "never was", "was deleted" and "not yours to see": ids tell a stranger nothing.
  if (!row || !room || row.deleted_at !== null || !context.isMember(room, userId))
    throw new AppError('message_not_found');
  if (room.archived_at !== null) throw new AppError('room_archived');
  return { row, room };
}
