import { AppError } from '../../../protocol/errors.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import { toRoomFacts, type RoomRow } from '../../rows.ts';
import { roomAudience, roomListAudience, type WriteContext } from '../write-context.ts';

export interface CreateRoom {
  userId: number;
  kind: 'public' | 'private';
  name: string;
  topic: string;
  isDefault: boolean;
  memberIds: number[];
}
export interface OpenDirectRoom {
  userId: number;
  otherId: number;
}
export interface ChangeMembership {
  userId: number;
  roomId: number;
}
export interface AddMembers {
  userId: number;
  roomId: number;
  memberIds: number[];
}
export interface UpdateRoom {
  roomId: number;
  name?: string;
  topic?: string;
  isArchived?: boolean;
  isAnnounceOnly?: boolean;
  slowModeSeconds?: number;
}
export interface RoomRef {
  roomId: number;
  isNew: boolean;
}

export function createRoom(context: WriteContext, input: CreateRoom): RoomRef {
  refuseTakenName(context, input.kind, input.name, 0);
  const { count } = context
    .sql<{ count: number }>(
      "SELECT count(*) AS count FROM rooms WHERE kind <> 'direct' AND archived_at IS NULL",
    )
    .get() ?? { count: 0 };
  if (count >= LIMITS.roomsMax) throw new AppError('too_many_rooms', { max: LIMITS.roomsMax });
  const roomId = insertRoom(
    context,
    input.kind,
    input.name,
    input.topic,
    input.isDefault,
    null,
    input.userId,
  );
  if (!input.isDefault) insertMembers(context, roomId, [input.userId, ...input.memberIds]);
  announceRoom(context, roomId, 'room.created');
  return { roomId, isNew: true };
}

/** The one direct room of two people, made where there was none. */
export function openDirectRoom(context: WriteContext, { userId, otherId }: OpenDirectRoom): RoomRef {
  if (otherId === userId || !context.user(otherId)) throw new AppError('user_not_found');
  const key = userId < otherId ? `${userId}:${otherId}` : `${otherId}:${userId}`;
  const found = context.sql<{ id: number }>('SELECT id FROM rooms WHERE direct_key = ?').get(key);
  if (found) return { roomId: found.id, isNew: false };
  const roomId = insertRoom(context, 'direct', '', '', false, key, userId);
  insertMembers(context, roomId, [userId, otherId]);
  announceRoom(context, roomId, 'room.created');
  return { roomId, isNew: true };
}

/** Joins a public room by choice. Already being in it is fine. */
export function joinRoom(context: WriteContext, { userId, roomId }: ChangeMembership): void {
  const room = context.room(roomId);
  if (!room) throw new AppError('room_not_found');
  if (context.isMember(room, userId)) return;
  if (room.kind !== 'public') throw new AppError('room_not_found');
  if (room.archived_at !== null) throw new AppError('room_archived');
  insertMembers(context, roomId, [userId]);
  announceMember(context, room, userId);
}

/** Leaves a public or private room. Not being in it is fine. */
export function leaveRoom(context: WriteContext, { userId, roomId }: ChangeMembership): void {
  const room = context.room(roomId);
  if (!room) throw new AppError('room_not_found');
  if (room.is_default === 1) throw new AppError('default_room');
  if (room.kind === 'direct')
    throw new AppError(context.isMember(room, userId) ? 'forbidden' : 'room_not_found');
  const { changes } = context
    .sql('DELETE FROM members WHERE room_id = ? AND user_id = ?')
    .run(roomId, userId);
  if (changes === 0) {
    if (room.kind === 'private') throw new AppError('room_not_found');
    return;
  }
  context.appendEvent({ to: 'room', roomId, alsoUserId: userId }, (seq) => ({
    seq,
    kind: 'member.left',
    roomId: String(roomId),
    userId: String(userId),
  }));
}

/** A member brings others into a public or private room. Those already in it are passed over. */
export function addMembers(context: WriteContext, { userId, roomId, memberIds }: AddMembers): void {
  const room = context.writableRoom(roomId, userId);
  if (room.is_default === 1 || room.kind === 'direct') throw new AppError('forbidden');
  for (const memberId of memberIds) {
    if (!context.user(memberId)) throw new AppError('user_not_found');
    if (context.isMember(room, memberId)) continue;
    insertMembers(context, roomId, [memberId]);
    announceMember(context, room, memberId);
  }
}

/** Renames, sets the topic and the modes, archives or brings back. Who may is decided before. */
export function updateRoom(context: WriteContext, input: UpdateRoom): void {
  const room = context.room(input.roomId);
  if (!room || room.kind === 'direct') throw new AppError('room_not_found');
  const name = input.name ?? room.name;
  const topic = input.topic ?? room.topic;
  const isAnnounceOnly =
    input.isAnnounceOnly === undefined ? room.is_announce_only : Number(input.isAnnounceOnly);
  const slowModeSeconds = input.slowModeSeconds ?? room.slow_mode_seconds;
  const archivedAt =
    input.isArchived === undefined
      ? room.archived_at
      : input.isArchived
        ? (room.archived_at ?? context.now)
        : null;
  const comesBack = room.archived_at !== null && archivedAt === null;
  if (name !== room.name || comesBack) refuseTakenName(context, room.kind, name, room.id);
  const isSame =
    name === room.name &&
    topic === room.topic &&
    archivedAt === room.archived_at &&
    isAnnounceOnly === room.is_announce_only &&
    slowModeSeconds === room.slow_mode_seconds;
  if (isSame) return;
  context
    .sql(
      `UPDATE rooms SET name = ?, topic = ?, archived_at = ?, is_announce_only = ?, slow_mode_seconds = ?
       WHERE id = ?`,
    )
    .run(name, topic, archivedAt, isAnnounceOnly, slowModeSeconds, room.id);
  // Switched on again, it begins anew for everybody.
  if (slowModeSeconds === 0) context.sql('DELETE FROM slow_posts WHERE room_id = ?').run(room.id);
  const isNowArchived = archivedAt !== null && room.archived_at === null;
  announceRoom(context, room.id, isNowArchived ? 'room.archived' : 'room.updated');
}

/** Also used to lay out the first rooms of a new host. */
export function insertRoom(
  context: WriteContext,
  kind: RoomRow['kind'],
  name: string,
  topic: string,
  isDefault: boolean,
  directKey: string | null,
  createdBy: number | null,
): number {
  const { lastInsertRowid } = context
    .sql(
      'INSERT INTO rooms (kind, name, topic, is_default, direct_key, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(kind, name, topic, isDefault ? 1 : 0, directKey, createdBy, context.now);
  return Number(lastInsertRowid);
}

function insertMembers(context: WriteContext, roomId: number, userIds: readonly number[]): void {
  for (const userId of new Set(userIds)) {
    if (!context.user(userId)) throw new AppError('user_not_found');
    context
      .sql('INSERT INTO members (room_id, user_id, joined_seq) VALUES (?, ?, ?)')
      .run(roomId, userId, context.seq);
  }
}

/** Public names are unique, so that "which Kitchen?" never comes up; private groups may share a name. */
function refuseTakenName(context: WriteContext, kind: RoomRow['kind'], name: string, exceptId: number): void {
  if (kind !== 'public') return;
  const taken = context
    .sql<{ name: string }>("SELECT name FROM rooms WHERE kind = 'public' AND archived_at IS NULL AND id <> ?")
    .all(exceptId)
    .some((room) => room.name.toLowerCase() === name.toLowerCase());
  if (taken) throw new AppError('room_name_taken');
}

function announceRoom(
  context: WriteContext,
  roomId: number,
  kind: 'room.created' | 'room.updated' | 'room.archived',
): void {
  const room = context.room(roomId);
  if (!room) throw new Error(`room ${roomId} vanished inside its own transaction`);
  const facts = toRoomFacts(room, context.memberIds(roomId));
  context.appendEvent(roomListAudience(room), (seq) => ({ seq, kind, roomId: facts.id, room: facts }));
}

function announceMember(context: WriteContext, room: RoomRow, userId: number): void {
  const facts = toRoomFacts(room, context.memberIds(room.id));
  context.appendEvent(roomAudience(room), (seq) => ({
    seq,
    kind: 'member.joined',
    roomId: facts.id,
    userId: String(userId),
    room: facts,
  }));
}
