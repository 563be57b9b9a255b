import { AppError } from '../protocol/errors.ts';
import type { Room } from '../protocol/room.ts';
import type { RoomCounts } from '../storage/readers/queries/room-counts.ts';
import { slowModeWait } from '../storage/writer/commands/room-modes.ts';
import { isRoomKeeper } from './accounts.ts';
import type { KnownRoom } from './directory.ts';
import type { ServiceContext } from './service-context.ts';

/** The rooms a person sees, with their own counts, and the seq at which the counts were taken. */
export async function listRooms(
  context: ServiceContext,
  userId: number,
): Promise<{ seq: number; rooms: Room[] }> {
  const visible = context.directory.visibleRooms(userId);
  const { seq, counts } = await context.readers.query('roomCounts', {
    userId,
    roomIds: visible.map((room) => room.id),
    now: context.now(),
  });
  const byId = new Map(counts.map((count) => [count.roomId, count]));
  return { seq, rooms: visible.map((room) => toRoom(context, room, userId, byId.get(room.id))) };
}

/** One room as this person sees it. @throws AppError `room_not_found` */
export async function findRoom(context: ServiceContext, userId: number, roomId: number): Promise<Room> {
  const known = context.directory.room(roomId);
  if (!known || !context.directory.mayRead(roomId, userId)) throw new AppError('room_not_found');
  const { counts } = await context.readers.query('roomCounts', {
    userId,
    roomIds: [roomId],
    now: context.now(),
  });
  return toRoom(context, known, userId, counts[0]);
}

function toRoom(context: ServiceContext, room: KnownRoom, userId: number, counts?: RoomCounts): Room {
  const { directory, online, now } = context;
  const { facts, memberIds, id } = room;
  const isMember = directory.isMember(id, userId);
  const mustWait = facts.slowModeSeconds > 0 && !isRoomKeeper(context, facts, userId);
  return {
    ...facts,
    joined: isMember,
    slowModeWaitSeconds: mustWait
      ? slowModeWait(counts?.slowPostAt ?? null, facts.slowModeSeconds, now())
      : 0,
    memberCount: facts.isDefault ? directory.userCount : memberIds.size,
    onlineCount: facts.isDefault ? online.onlineCount() : countOnline(online, memberIds),
    unreadCount: isMember ? (counts?.unreadCount ?? 0) : 0,
    lastSeq: counts?.lastSeq ?? 0,
    lastReadSeq: counts?.lastReadSeq ?? 0,
    memberIds: isMember ? facts.memberIds : null,
    toConfirmIds: isMember ? (counts?.toConfirmIds ?? []).map(String) : [],
    otherReadSeq: counts?.otherReadSeq ?? null,
  };
}

function countOnline(online: ServiceContext['online'], memberIds: ReadonlySet<number>): number {
  let count = 0;
  for (const id of memberIds) if (online.isOnline(id)) count++;
  return count;
}
