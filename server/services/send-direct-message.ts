import type { PostedMessage } from '../storage/writer/commands/post-message.ts';
import { sendMessage, type SendMessage } from './send-message.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Posts a message to one person, in the one direct room of the two, which is made where there was none.
 *
 * @throws AppError `user_not_found` for nobody and for oneself, and whatever `sendMessage` throws
 */
export async function sendDirectMessage(
  context: ServiceContext,
  senderId: number,
  otherId: number,
  message: Omit<SendMessage, 'roomId'>,
): Promise<PostedMessage> {
  const { roomId } = await context.writer.submit('openDirectRoom', { userId: senderId, otherId });
  return sendMessage(context, senderId, { ...message, roomId: String(roomId) });
}
