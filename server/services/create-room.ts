import type { CreateRoomRequest } from '../protocol/http.ts';
import type { Room } from '../protocol/room.ts';
import { cleanText } from '../protocol/text.ts';
import { requireAdmin } from './accounts.ts';
import { findRoom } from './list-rooms.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Makes a public or private room with its maker in it, or opens the one direct room of two people. Rooms
 * that everybody is in from the start are for the owner and admins to make.
 *
 * @throws AppError `forbidden`, `room_name_taken`, `too_many_rooms`, `user_not_found`
 */
export async function createRoom(
  context: ServiceContext,
  userId: number,
  request: CreateRoomRequest,
): Promise<Room> {
  if (request.kind === 'direct') {
    const { roomId } = await context.writer.submit('openDirectRoom', {
      userId,
      otherId: Number(request.userId),
    });
    return findRoom(context, userId, roomId);
  }
  const isDefault = request.kind === 'public' && request.isDefault === true;
  if (isDefault) requireAdmin(context, userId);
  const { roomId } = await context.writer.submit('createRoom', {
    userId,
    kind: request.kind,
    name: request.name,
    topic: cleanText(request.topic ?? ''),
    isDefault,
    memberIds: (request.memberIds ?? []).map(Number),
  });
  return findRoom(context, userId, roomId);
}
