import type { Message, MessageFile, Reaction } from '../protocol/message.ts';
import type { RoomFacts } from '../protocol/event.ts';
import type { RoomKind } from '../protocol/room.ts';
import type { Role, User } from '../protocol/user.ts';
import type { Statements } from './connection.ts';

export interface UserRow {
  id: number;
  username: string;
  username_key: string | null;
  has_password: number;
  role: Role;
  avatar_id: string;
  joined_seq: number;
  created_at: number;
  retired_at: number | null;
}

/** The columns of a UserRow. The password's hash stays in the table. */
export const USER_COLUMNS = `id, username, username_key, password_hash IS NOT NULL AS has_password, role, avatar_id,
  joined_seq, created_at, retired_at`;

export interface RoomRow {
  id: number;
  kind: RoomKind;
  name: string;
  topic: string;
  is_default: number;
  created_by: number | null;
  created_at: number;
  archived_at: number | null;
  is_announce_only: number;
  slow_mode_seconds: number;
}

/** The columns of a RoomRow. */
export const ROOM_COLUMNS = `id, kind, name, topic, is_default, created_by, created_at, archived_at,
  is_announce_only, slow_mode_seconds`;

export interface MessageRow {
  id: number;
  room_id: number;
  sender_id: number;
  sender_name: string;
  client_message_id: string;
  text: string;
  reply_to_id: number | null;
  created_at: number;
  edited_at: number | null;
  deleted_at: number | null;
  /** What it has beside its words; see message-extras.ts. */
  extras: number;
}

/** The columns of a MessageRow, for every query that builds messages. */
export const MESSAGE_COLUMNS = `
  messages.id, messages.room_id, messages.sender_id, users.username AS sender_name, messages.client_message_id,
  messages.text, messages.reply_to_id, messages.created_at, messages.edited_at, messages.deleted_at, messages.extras`;

/** The messages of one commit have one time, and a page of history few. */
let lastTime = 0;
let lastIso = new Date(0).toISOString();

export function toIso(time: number): string {
  if (time !== lastTime) {
    lastIso = new Date(time).toISOString();
    lastTime = time;
  }
  return lastIso;
}

export function toUser(row: UserRow): User {
  return {
    id: String(row.id),
    username: row.username,
    avatarId: row.avatar_id,
    role: row.role,
    createdAt: toIso(row.created_at),
  };
}

export function toRoomFacts(row: RoomRow, memberIds: readonly number[]): RoomFacts {
  return {
    id: String(row.id),
    kind: row.kind,
    name: row.name,
    topic: row.topic,
    isDefault: row.is_default === 1,
    createdById: row.created_by === null ? null : String(row.created_by),
    createdAt: toIso(row.created_at),
    archivedAt: row.archived_at === null ? null : toIso(row.archived_at),
    isAnnounceOnly: row.is_announce_only === 1,
    slowModeSeconds: row.slow_mode_seconds,
    memberIds: row.is_default === 1 ? null : memberIds.map(String),
  };
}

export function toMessage(row: MessageRow, reactions: Reaction[], files: MessageFile[]): Message {
  return {
    id: String(row.id),
    seq: row.id,
    roomId: String(row.room_id),
    senderId: String(row.sender_id),
    senderName: row.sender_name,
    text: row.text,
    createdAt: toIso(row.created_at),
    ...(row.edited_at !== null && { editedAt: toIso(row.edited_at) }),
    ...(row.deleted_at !== null && { deletedAt: toIso(row.deleted_at) }),
    ...(row.reply_to_id !== null && { replyToId: String(row.reply_to_id) }),
    files,
    reactions,
    clientMessageId: row.client_message_id,
  };
}

/** The reactions of some messages, by message id; kinds and people in the order in which they came. */
export function reactionsOf(statements: Statements, messageIds: readonly number[]): Map<number, Reaction[]> {
  const rows = statements
    .sql<{ message_id: number; emoji: string; user_id: number }>(
      `SELECT message_id, emoji, user_id FROM reactions
       WHERE message_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(messageIds));
  const byMessage = new Map<number, Reaction[]>();
  for (const row of rows) {
    const reactions = byMessage.get(row.message_id) ?? [];
    byMessage.set(row.message_id, reactions);
    const reaction = reactions.find((candidate) => candidate.emoji === row.emoji);
    if (reaction) reaction.userIds.push(String(row.user_id));
    else reactions.push({ emoji: row.emoji, userIds: [String(row.user_id)] });
  }
  return byMessage;
}
