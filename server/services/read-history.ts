import { AppError } from '../protocol/errors.ts';
import type { HistoryAnswer, HistoryQuery } from '../protocol/http.ts';
import type { Message } from '../protocol/message.ts';
import type { ServiceContext } from './service-context.ts';

/** A page of a room's messages, oldest first. @throws AppError `room_not_found` */
export async function readHistory(
  { directory, readers }: ServiceContext,
  userId: number,
  roomId: number,
  { before, after, limit }: HistoryQuery,
): Promise<HistoryAnswer> {
  if (!directory.mayRead(roomId, userId)) throw new AppError('room_not_found');
  return readers.query('history', {
    roomId,
    limit,
    readerId: userId,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  });
}

/** One message. @throws AppError `message_not_found`, also where the room is not the asker's to read */
export async function readMessage(
  { directory, readers }: ServiceContext,
  userId: number,
  messageId: number,
): Promise<Message> {
  const message = await readers.query('findMessage', { messageId, readerId: userId });
  if (!message || !directory.mayRead(Number(message.roomId), userId)) throw new AppError('message_not_found');
  return message;
}
