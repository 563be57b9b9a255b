import { AppError } from '../protocol/errors.ts';
import type { Message } from '../protocol/message.ts';
import type { KnownRoom } from './directory.ts';
import type { ServiceContext } from './service-context.ts';

/** A page counted from the newest message. */
export interface NewestPage {
  /** How many of the newest to pass over. */
  offset: number;
  limit: number;
}

/** A room's newest messages, newest first, deleted ones left out. @throws AppError `room_not_found` */
export async function readNewest(
  { directory, readers }: ServiceContext,
  userId: number,
  roomId: number,
  { offset, limit }: NewestPage,
): Promise<Message[]> {
  if (!directory.mayRead(roomId, userId)) throw new AppError('room_not_found');
  return readers.query('newestMessages', { roomIds: [roomId], offset, limit });
}

/**
 * The newest direct messages between a person and one other, or, where `otherId` is null, between them and
 * anybody; newest first, deleted ones left out. Nothing where the two have never written.
 */
export async function readNewestDirect(
  context: ServiceContext,
  userId: number,
  otherId: number | null,
  { offset, limit }: NewestPage,
): Promise<Message[]> {
  const roomIds = directRoomsOf(context, userId)
    .filter((room) => otherId === null || (otherId !== userId && room.memberIds.has(otherId)))
    .map((room) => room.id);
  if (roomIds.length === 0) return [];
  return context.readers.query('newestMessages', { roomIds, offset, limit });
}

/** The other of the two people in a direct room; undefined for rooms of any other kind. */
export function otherInDirectRoom(
  { directory }: ServiceContext,
  roomId: number,
  userId: number,
): number | undefined {
  const room = directory.room(roomId);
  if (room?.facts.kind !== 'direct') return undefined;
  return [...room.memberIds].find((memberId) => memberId !== userId);
}

function directRoomsOf({ directory }: ServiceContext, userId: number): KnownRoom[] {
  return [...directory.listedRoomsOf(userId)].flatMap((roomId) => {
    const room = directory.room(roomId);
    return room?.facts.kind === 'direct' ? [room] : [];
  });
}
