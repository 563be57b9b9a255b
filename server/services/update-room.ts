import { AppError } from '../protocol/errors.ts';
import type { UpdateRoomRequest } from '../protocol/http.ts';
import type { Room } from '../protocol/room.ts';
import { cleanText } from '../protocol/text.ts';
import { requireAdmin, requireUser } from './accounts.ts';
import { findRoom } from './list-rooms.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Renames a room, sets its topic and who may write in it and how often, archives it or brings it back: its maker may, and the owner and admins
 * may where they can see it.
 *
 * @throws AppError `room_not_found`, `forbidden`, `room_name_taken`
 */
export async function updateRoom(
  context: ServiceContext,
  userId: number,
  roomId: number,
  request: UpdateRoomRequest,
): Promise<Room> {
  const { directory, writer } = context;
  const room = directory.room(roomId);
  if (!room || room.facts.kind === 'direct' || !directory.mayRead(roomId, userId))
    throw new AppError('room_not_found');
  const isMaker = room.facts.createdById === requireUser(context, userId).user.id;
  if (!isMaker) requireAdmin(context, userId);
  const { name, topic, isArchived, isAnnounceOnly, slowModeSeconds } = request;
  await writer.submit('updateRoom', {
    roomId,
    ...(name !== undefined && { name }),
    ...(topic !== undefined && { topic: cleanText(topic) }),
    ...(isArchived !== undefined && { isArchived }),
    ...(isAnnounceOnly !== undefined && { isAnnounceOnly }),
    ...(slowModeSeconds !== undefined && { slowModeSeconds }),
  });
  return findRoom(context, userId, roomId);
}
