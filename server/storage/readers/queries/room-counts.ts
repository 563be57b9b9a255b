import { LIMITS } from '../../../protocol/limits.ts';
import type { Statements } from '../../connection.ts';
import { toConfirm } from './confirmations.ts';

export interface RoomCounts {
  roomId: number;
  lastSeq: number;
  lastReadSeq: number;
  unreadCount: number;
  /** In direct rooms the other person's marker, else null. */
  otherReadSeq: number | null;
  /** When the person last wrote in a room that is in slow mode, in milliseconds since the epoch. */
  slowPostAt: number | null;
  /** Messages that wait for the person's confirmation, oldest first. */
  toConfirmIds: number[];
}

/** Each of the rooms as one person has read it, and the seq of the log at that very moment. */
export function roomCounts(
  statements: Statements,
  { userId, roomIds, now }: { userId: number; roomIds: number[]; now: number },
): { seq: number; counts: RoomCounts[] } {
  const seq = statements.sql<{ seq: number | null }>('SELECT max(seq) AS seq FROM events').get()?.seq ?? 0;
  const counts = statements
    .sql<Omit<RoomCounts, 'toConfirmIds'>>(
      `SELECT rooms.id AS roomId,
              ifnull((SELECT max(id) FROM messages WHERE room_id = rooms.id), 0) AS lastSeq,
              ifnull(marker.seq, ifnull(members.joined_seq, ifnull(users.joined_seq, 0))) AS lastReadSeq,
              (SELECT count(*) FROM (
                 SELECT 1 FROM messages
                 WHERE room_id = rooms.id AND sender_id <> :userId AND deleted_at IS NULL
                   AND messages.id > ifnull(marker.seq, ifnull(members.joined_seq, ifnull(users.joined_seq, 0)))
                 LIMIT ${LIMITS.unreadCountMax})) AS unreadCount,
              CASE rooms.kind WHEN 'direct' THEN
                ifnull((SELECT other.seq FROM read_markers AS other
                        WHERE other.room_id = rooms.id AND other.user_id <> :userId), 0) END AS otherReadSeq,
              CASE WHEN rooms.slow_mode_seconds > 0 THEN
                (SELECT posted_at FROM slow_posts WHERE room_id = rooms.id AND user_id = :userId) END AS slowPostAt
       FROM rooms
       LEFT JOIN read_markers AS marker ON marker.room_id = rooms.id AND marker.user_id = :userId
       LEFT JOIN members ON members.room_id = rooms.id AND members.user_id = :userId
       LEFT JOIN users ON users.id = :userId
       WHERE rooms.id IN (SELECT value FROM json_each(:roomIds))`,
    )
    .all({ userId, roomIds: JSON.stringify(roomIds) });
  const waiting = toConfirm(statements, { userId, roomIds, now });
  return {
    seq,
    counts: counts.map((count) => ({ ...count, toConfirmIds: waiting.get(count.roomId) ?? [] })),
  };
}
