import type { PostedMessage } from '../storage/writer/commands/post-message.ts';
import { messageText } from './message-text.ts';
import type { ServiceContext } from './service-context.ts';

export interface SendMessage {
  clientMessageId: string;
  roomId: string;
  text: string;
  replyToId?: string | undefined;
  fileIds?: string[] | undefined;
  /** Everybody in the room is to confirm that they have read it. */
  asksConfirmation?: true | undefined;
}

/**
 * Posts a message. Resolves once it is on the disk and published; a repeat of the same clientMessageId
 * resolves with the first one's id. Room and rights are judged inside the writing transaction, where they
 * can't change before the message is stored.
 *
 * @throws AppError `empty_message`, `message_too_long`, `room_not_found`, `not_a_member`, `room_archived`,
 *   `room_announce_only`, `slow_mode`, `message_not_found` for a reply to nothing in that room, `file_not_found`,
 *   `forbidden` where one may not ask for a confirmation, and what the disk says
 */
export async function sendMessage(
  { writer }: ServiceContext,
  senderId: number,
  request: SendMessage,
): Promise<PostedMessage> {
  const fileIds = (request.fileIds ?? []).map(Number);
  const text = messageText(request.text, fileIds.length > 0);
  return writer.submit('postMessage', {
    senderId,
    roomId: Number(request.roomId),
    clientMessageId: request.clientMessageId,
    text,
    replyToId: request.replyToId === undefined ? null : Number(request.replyToId),
    fileIds,
    ...(request.asksConfirmation && { asksConfirmation: true }),
  });
}
