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
    const { changes } = context
      .sql(
        `INSERT INTO read_markers (user_id, room_id, seq) VALUES (?, ?, ?)
         ON CONFLICT (user_id, room_id) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > read_markers.seq`,
      )
      .run(userId, roomId, readSeq);
    if (changes === 0) continue;
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
