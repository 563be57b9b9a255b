import { LIMITS } from '../../../protocol/limits.ts';
import type { Audience } from '../../../events/committed-event.ts';
import type { RoomRow } from '../../rows.ts';
import type { WriteContext } from '../write-context.ts';

export interface ReadMarker {
  userId: number;
  roomId: number;
  seq: number;
}

/** Moves markers forward; ones behind, or of rooms a person is not in, change nothing. */
export function moveReadMarkers(context: WriteContext, { markers }: { markers: ReadMarker[] }): void {
  for (const { userId, roomId, seq } of markers) {
    const room = context.room(roomId);
    if (!room || !context.isMember(room, userId)) continue;
    const newest =
      context.sql<{ id: number | null }>('SELECT max(id) AS id FROM messages WHERE room_id = ?').get(roomId)
        ?.id ?? 0;
    const readSeq = Math.min(seq, newest);
    if (readSeq <= lastReadSeq(context, roomId, userId)) continue;
    context
      .sql(
        `INSERT INTO read_markers (user_id, room_id, seq) VALUES (?, ?, ?)
         ON CONFLICT (user_id, room_id) DO UPDATE SET seq = excluded.seq`,
      )
      .run(userId, roomId, readSeq);
    context.appendEvent(markerAudience(context, room, userId), (eventSeq) => ({
      seq: eventSeq,
      kind: 'read.moved',
      roomId: String(roomId),
      userId: String(userId),
      readSeq,
    }));
  }
}

/** Everybody telling everybody costs the square of the people, so only small rooms hear of each other's reading. */
function markerAudience(context: WriteContext, room: RoomRow, userId: number): Audience {
  const isSmall =
    room.is_default === 0 && context.memberIds(room.id).length <= LIMITS.readReceiptRoomMaxMembers;
  return isSmall ? { to: 'room', roomId: room.id } : { to: 'user', userId };
}

/** A person's marker in a room, or where the log stood when they came in: that is where reading begins. */
function lastReadSeq(context: WriteContext, roomId: number, userId: number): number {
  const marker = context
    .sql<{ seq: number }>('SELECT seq FROM read_markers WHERE user_id = ? AND room_id = ?')
    .get(userId, roomId);
  if (marker) return marker.seq;
  const member = context
    .sql<{ joined_seq: number }>('SELECT joined_seq FROM members WHERE room_id = ? AND user_id = ?')
    .get(roomId, userId);
  return member?.joined_seq ?? context.user(userId)?.joined_seq ?? 0;
}
