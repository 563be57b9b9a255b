import { LIMITS } from '../../../protocol/limits.ts';
import type { Statements } from '../../connection.ts';

export interface FoundConfirmations {
  roomId: number;
  senderId: number;
  remindedAt: number | null;
  /** In the order in which they confirmed. */
  confirmed: { userId: number; at: number }[];
  /** Who was in the room when the message was sent, still is, and has not confirmed. */
  missing: number[];
  /** Who came later and has not confirmed either: nobody asked them. */
  later: number[];
}

/** Who has confirmed a message and who has not, by who is in its room now; null where it asks for nothing. */
export function confirmations(
  statements: Statements,
  { messageId }: { messageId: number },
): FoundConfirmations | null {
  const request = statements
    .sql<{ roomId: number; senderId: number; remindedAt: number | null; isDefault: number }>(
      `SELECT messages.room_id AS roomId, messages.sender_id AS senderId, reminded_at AS remindedAt,
              rooms.is_default AS isDefault
       FROM confirmation_requests JOIN messages ON messages.id = message_id JOIN rooms ON rooms.id = messages.room_id
       WHERE message_id = ?`,
    )
    .get(messageId);
  if (!request) return null;
  const { isDefault, ...found } = request;
  const confirmed = statements
    .sql<{ userId: number; at: number }>(
      'SELECT user_id AS userId, confirmed_at AS at FROM confirmations WHERE message_id = ? ORDER BY confirmed_at, user_id',
    )
    .all(messageId);
  const known = new Set([found.senderId, ...confirmed.map(({ userId }) => userId)]);
  const people = (
    isDefault === 1
      ? statements.sql<Person>('SELECT id, joined_seq FROM users WHERE retired_at IS NULL ORDER BY id').all()
      : statements
          .sql<Person>(
            `SELECT users.id, members.joined_seq FROM members JOIN users ON users.id = members.user_id
             WHERE members.room_id = ? AND retired_at IS NULL ORDER BY users.id`,
          )
          .all(found.roomId)
  ).filter(({ id }) => !known.has(id));
  return {
    ...found,
    confirmed,
    missing: people.filter((person) => person.joined_seq < messageId).map(({ id }) => id),
    later: people.filter((person) => person.joined_seq >= messageId).map(({ id }) => id),
  };
}

interface Person {
  id: number;
  joined_seq: number;
}

/** The messages that wait for one person's confirmation, by room, oldest first; those of the last weeks only. */
export function toConfirm(
  statements: Statements,
  { userId, roomIds, now }: { userId: number; roomIds: number[]; now: number },
): ReadonlyMap<number, number[]> {
  const rows = statements
    .sql<{ roomId: number; messageId: number }>(
      `SELECT requests.room_id AS roomId, requests.message_id AS messageId
       FROM confirmation_requests AS requests
       JOIN messages ON messages.id = requests.message_id
       JOIN rooms ON rooms.id = requests.room_id
       JOIN users ON users.id = :userId
       LEFT JOIN members ON members.room_id = requests.room_id AND members.user_id = :userId
       WHERE requests.room_id IN (SELECT value FROM json_each(:roomIds)) AND requests.asked_at > :since
         AND messages.sender_id <> :userId
         AND requests.message_id > CASE rooms.is_default WHEN 1 THEN users.joined_seq ELSE members.joined_seq END
         AND NOT EXISTS (SELECT 1 FROM confirmations
                         WHERE message_id = requests.message_id AND user_id = :userId)
       ORDER BY requests.message_id`,
    )
    .all({
      userId,
      roomIds: JSON.stringify(roomIds),
      since: now - LIMITS.confirmationWaitsMs,
    });
  const byRoom = new Map<number, number[]>();
  for (const { roomId, messageId } of rows) {
    const held = byRoom.get(roomId);
    if (held) held.push(messageId);
    else byRoom.set(roomId, [messageId]);
  }
  return byRoom;
}
