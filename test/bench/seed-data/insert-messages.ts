import { LIMITS } from '../../../server/protocol/limits.ts';
import { Statements, type Connection, type Statement } from '../../../server/storage/connection.ts';
import { toMessage } from '../../../server/storage/rows.ts';
import type { WriteContext } from '../../../server/storage/writer/write-context.ts';
import type { SeededRandom } from '../../support/seeded-random.ts';
import { EMOJI } from './corpus.ts';
import { writeText } from './write-text.ts';

/** A room and who talks in it. */
export interface Place {
  roomId: number;
  isDefault: boolean;
  userIds: readonly number[];
}

export interface Talk {
  count: number;
  /** When the first message was written, in milliseconds since the epoch, and how long they go on. */
  start: number;
  lengthMs: number;
  places: readonly Place[];
}

const REPLY_CHANCE = 0.06;
const REACTION_CHANCE = 0.04;
const COMMIT_EVERY = 50_000;
/** People have read all but so many of a room's newest messages. */
const UNREAD_MOST = 40;

/** Writes messages, reactions, read markers and the tail of the event log in bulk, as the host's commands would have. */
export function insertMessages(
  db: Connection,
  context: WriteContext,
  talk: Talk,
  random: SeededRandom,
): void {
  const statements = new Statements(db);
  const names = new Map(
    statements
      .sql<{ id: number; username: string }>('SELECT id, username FROM users')
      .all()
      .map((user) => [user.id, user.username]),
  );
  const into = inserts(statements);
  const newest = new Map<number, number[]>();
  // Reactions are events too: with those of the last messages the log stays just within what the host keeps.
  const loggedFrom = talk.count - Math.floor(LIMITS.eventLogKeepEvents / (1 + REACTION_CHANCE * 1.2));
  let seq = context.seq;
  let firstLogged = 0;
  db.exec('BEGIN');
  for (let index = 0; index < talk.count; index++) {
    if (index > 0 && index % COMMIT_EVERY === 0) db.exec('COMMIT; BEGIN');
    seq++;
    const isLogged = index >= loggedFrom;
    if (isLogged && firstLogged === 0) firstLogged = seq;
    const place = random.pick(talk.places);
    const recent = newest.get(place.roomId) ?? [];
    newest.set(place.roomId, recent);
    const senderId = random.pick(place.userIds);
    const row = {
      id: seq,
      room_id: place.roomId,
      sender_id: senderId,
      sender_name: names.get(senderId) ?? '',
      client_message_id: `seed-${index.toString(36)}`,
      text: writeText(random),
      reply_to_id: recent.length > 0 && random.next() < REPLY_CHANCE ? random.pick(recent) : null,
      created_at: talk.start + Math.floor((talk.lengthMs * index) / talk.count),
      edited_at: null,
      deleted_at: null,
      extras: 0,
    };
    into.message.run(
      row.id,
      row.room_id,
      senderId,
      row.client_message_id,
      row.text,
      row.reply_to_id,
      row.created_at,
    );
    const audience = place.isDefault ? null : place.roomId;
    const roomId = String(place.roomId);
    if (isLogged) {
      const message = toMessage(row, [], []);
      into.event.run(seq, audience, null, JSON.stringify({ seq, kind: 'message.created', roomId, message }));
    }
    recent.push(row.id);
    if (recent.length > UNREAD_MOST) recent.shift();
    if (random.next() < REACTION_CHANCE) {
      const userId = random.pick(place.userIds);
      const emoji = random.pick(EMOJI);
      into.reaction.run(row.id, emoji, userId);
      seq++;
      const event = {
        seq,
        kind: 'message.reacted',
        roomId,
        messageId: String(row.id),
        userId: String(userId),
        emoji,
        on: true,
      };
      if (isLogged) into.event.run(seq, audience, row.id, JSON.stringify(event));
    }
  }
  markRead(into.marker, talk.places, newest, random);
  // What came before the kept tail would have been trimmed long ago.
  if (loggedFrom > 0) statements.sql('DELETE FROM events WHERE seq < ?').run(firstLogged);
  db.exec('COMMIT');
}

function markRead(
  marker: Statement<unknown>,
  places: readonly Place[],
  newest: ReadonlyMap<number, readonly number[]>,
  random: SeededRandom,
): void {
  for (const { roomId, userIds } of places) {
    const recent = newest.get(roomId);
    if (!recent) continue;
    for (const userId of userIds) marker.run(userId, roomId, random.pick(recent));
  }
}

function inserts(statements: Statements) {
  return {
    message: statements.sql(
      `INSERT INTO messages (id, room_id, sender_id, client_message_id, text, reply_to_id, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    event: statements.sql(
      'INSERT INTO events (seq, audience_room, audience_user, message_id, body) VALUES (?, ?, NULL, ?, ?)',
    ),
    reaction: statements.sql('INSERT INTO reactions (message_id, emoji, user_id) VALUES (?, ?, ?)'),
    marker: statements.sql('INSERT INTO read_markers (user_id, room_id, seq) VALUES (?, ?, ?)'),
  };
}
