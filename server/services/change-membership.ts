import type { ServiceContext } from './service-context.ts';

/** @throws AppError `room_not_found`, `room_archived` */
export async function joinRoom({ writer }: ServiceContext, userId: number, roomId: number): Promise<void> {
  await writer.submit('joinRoom', { userId, roomId });
}

/** @throws AppError `room_not_found`, `default_room`, `forbidden` for direct rooms */
export async function leaveRoom({ writer }: ServiceContext, userId: number, roomId: number): Promise<void> {
  await writer.submit('leaveRoom', { userId, roomId });
}

/** A member brings others in. @throws AppError `room_not_found`, `not_a_member`, `user_not_found`, `forbidden` */
export async function addMembers(
  { writer }: ServiceContext,
  userId: number,
  roomId: number,
  memberIds: number[],
): Promise<void> {
  await writer.submit('addMembers', { userId, roomId, memberIds });
}
