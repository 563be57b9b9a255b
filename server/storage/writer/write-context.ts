import { AppError } from '../../protocol/errors.ts';
import type { LogEvent } from '../../protocol/event.ts';
import type { Message, MessageFile } from '../../protocol/message.ts';
import type { Audience, CommittedEvent } from '../../events/committed-event.ts';
import { Statements, type Connection, type Statement } from '../connection.ts';
import { filesOf } from '../file-rows.ts';
import { extrasOf } from '../message-extras.ts';
import {
  MESSAGE_COLUMNS,
  reactionsOf,
  ROOM_COLUMNS,
  toMessage,
  USER_COLUMNS,
  type MessageRow,
  type RoomRow,
  type UserRow,
} from '../rows.ts';

const SELECT_ROOM = `SELECT ${ROOM_COLUMNS} FROM rooms WHERE id = ?`;
const SELECT_USER = `SELECT ${USER_COLUMNS} FROM users WHERE id = ? AND retired_at IS NULL`;

/** A place in the group to return to when one command of it fails. */
export interface Mark {
  seq: number;
  eventCount: number;
}

/**
 * What a command may do inside the transaction: read and write rows, and append events to the log.
 * Commands are synchronous and run one after another, so what they read can't change before they write.
 */
export class WriteContext {
  /** Milliseconds since the epoch, the same for every command of a group. */
  now = 0;
  private readonly statements: Statements;
  private lastSeq: number;
  private events: CommittedEvent[] = [];
  /**
   * Looked at by one post after another, from one group to the next: this thread is the only one that writes, and people,
   * rooms and who is in them change only in `withFreshRows`.
   */
  private readonly rooms = new Map<number, RoomRow>();
  private readonly users = new Map<number, UserRow>();
  /** Members by room, as far as they were asked for. */
  private readonly members = new Map<number, Set<number>>();
  private remembersRows = true;

  constructor(db: Connection) {
    this.statements = new Statements(db);
    this.lastSeq = this.sql<{ seq: number | null }>('SELECT max(seq) AS seq FROM events').get()?.seq ?? 0;
  }

  sql<Row>(text: string): Statement<Row> {
    return this.statements.sql<Row>(text);
  }

  /** The seq of the newest event of the log, this group's included. */
  get seq(): number {
    return this.lastSeq;
  }

  /**
   * Appends the event that `build` makes of its seq; returns that seq.
   *
   * @param messageId the message that a later deletion must take out of the event's body; a message's own first event needs
   *   none, because its seq is the message's id
   */
  appendEvent(audience: Audience, build: (seq: number) => LogEvent, messageId: number | null = null): number {
    const seq = this.lastSeq + 1;
    const event = build(seq);
    const json = JSON.stringify(event);
    this.sql(
      'INSERT INTO events (seq, audience_room, audience_user, message_id, body) VALUES (?, ?, ?, ?, ?)',
    ).run(
      seq,
      audience.to === 'room' ? audience.roomId : null,
      audience.to === 'user'
        ? audience.userId
        : audience.to === 'room'
          ? (audience.alsoUserId ?? null)
          : null,
      messageId,
      json,
    );
    this.lastSeq = seq;
    this.events.push({ seq, kind: event.kind, audience, json });
    return seq;
  }

  mark(): Mark {
    return { seq: this.lastSeq, eventCount: this.events.length };
  }

  rollbackTo(mark: Mark): void {
    this.lastSeq = mark.seq;
    this.events.length = mark.eventCount;
    // What was looked at may have been undone.
    this.forgetRows();
  }

  /** Hands over the events since the last call. */
  takeEvents(): CommittedEvent[] {
    const events = this.events;
    this.events = [];
    return events;
  }

  // --- Questions that several commands ask ---

  room(roomId: number): RoomRow | undefined {
    return this.remembered(this.rooms, roomId, SELECT_ROOM);
  }

  user(userId: number): UserRow | undefined {
    return this.remembered(this.users, userId, SELECT_USER);
  }

  /** For what may change people or rooms: everything is read anew within it, and after it. */
  withFreshRows<T>(work: () => T): T {
    this.forgetRows();
    this.remembersRows = false;
    try {
      return work();
    } finally {
      this.remembersRows = true;
    }
  }

  forgetRows(): void {
    this.rooms.clear();
    this.users.clear();
    this.members.clear();
  }

  private remembered<Row>(rows: Map<number, Row>, id: number, select: string): Row | undefined {
    const known = rows.get(id);
    if (known) return known;
    const row = this.sql<Row>(select).get(id);
    if (row && this.remembersRows) rows.set(id, row);
    return row;
  }

  isMember(room: RoomRow, userId: number): boolean {
    if (room.is_default === 1) return true;
    const known = this.members.get(room.id);
    if (known?.has(userId)) return true;
    const row = this.sql('SELECT 1 FROM members WHERE room_id = ? AND user_id = ?').get(room.id, userId);
    if (row === undefined) return false;
    if (known) known.add(userId);
    else if (this.remembersRows) this.members.set(room.id, new Set([userId]));
    return true;
  }

  memberIds(roomId: number): number[] {
    return this.sql<{ user_id: number }>(
      'SELECT user_id FROM members WHERE room_id = ? ORDER BY joined_seq, user_id',
    )
      .all(roomId)
      .map((row) => row.user_id);
  }

  /**
   * The room, where this person may write in it.
   *
   * @throws AppError `room_not_found` (also for a private room they are not in: its existence is not told),
   *   `not_a_member`, `room_archived`
   */
  writableRoom(roomId: number, userId: number): RoomRow {
    const room = this.room(roomId);
    if (!room) throw new AppError('room_not_found');
    if (!this.isMember(room, userId))
      throw new AppError(room.kind === 'public' ? 'not_a_member' : 'room_not_found');
    if (room.archived_at !== null) throw new AppError('room_archived');
    return room;
  }

  /** A message with its files, reactions and what else belongs to it, as everybody sees it now. */
  message(messageId: number): Message | undefined {
    const row = this.messageRow(messageId);
    if (!row) return undefined;
    const reactions = reactionsOf(this.statements, [messageId]).get(messageId) ?? [];
    const extras = extrasOf(this.statements, [row], null)(messageId);
    return { ...toMessage(row, reactions, this.filesOf(messageId)), ...extras };
  }

  /** A message's files in their sender's order. */
  filesOf(messageId: number): MessageFile[] {
    return filesOf(this.statements, [messageId]).get(messageId) ?? [];
  }

  messageRow(messageId: number): MessageRow | undefined {
    return this.sql<MessageRow>(
      `SELECT ${MESSAGE_COLUMNS} FROM messages JOIN users ON users.id = messages.sender_id WHERE messages.id = ?`,
    ).get(messageId);
  }
}

/** Default rooms have everybody in them, so their events need no look at a member list. */
export function roomAudience(room: RoomRow): Audience {
  return room.is_default === 1 ? { to: 'everyone' } : { to: 'room', roomId: room.id };
}

/** A room's own changes: everybody sees public rooms in their list, the others only their members. */
export function roomListAudience(room: RoomRow): Audience {
  return room.kind === 'public' ? { to: 'everyone' } : { to: 'room', roomId: room.id };
}
