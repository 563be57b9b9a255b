import type { ClientFrame } from '../protocol/client-frames.ts';
import { AppError } from '../protocol/errors.ts';
import { deleteMessage, editMessage, reactToMessage } from '../services/change-message.ts';
import { confirmMessage } from '../services/confirm-message.ts';
import type { ReadMarkers } from '../services/move-read-marker.ts';
import { sendMessage } from '../services/send-message.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { Typing } from '../session/typing.ts';

export interface FrameServices {
  context: ServiceContext;
  readMarkers: ReadMarkers;
  typing: Typing;
}

/** Frames that ask the services for something; hello and ping are the connection's own business. */
export type ServiceFrame = Exclude<ClientFrame, { type: 'hello' | 'ping' }>;

/**
 * Does what a frame asks. Resolves with the JSON of the answer, or null where there is none to give.
 *
 * @throws AppError
 */
export async function handleFrame(
  { context, readMarkers, typing }: FrameServices,
  userId: number,
  frame: ServiceFrame,
): Promise<string | null> {
  switch (frame.type) {
    case 'send': {
      typing.sent(userId, Number(frame.roomId));
      const { messageId, seq } = await sendMessage(context, userId, frame);
      const { clientMessageId } = frame;
      return JSON.stringify({ type: 'ack', clientMessageId, messageId: String(messageId), seq });
    }
    case 'edit':
      await editMessage(context, userId, Number(frame.messageId), frame.text);
      break;
    case 'delete':
      await deleteMessage(context, userId, Number(frame.messageId));
      break;
    case 'react':
      await reactToMessage(context, userId, Number(frame.messageId), frame.emoji, frame.on);
      break;
    case 'confirm':
      await confirmMessage(context, userId, Number(frame.messageId));
      break;
    case 'read':
      requireMember(context, userId, frame.roomId);
      readMarkers.move(userId, Number(frame.roomId), frame.seq);
      break;
    case 'typing':
      requireMember(context, userId, frame.roomId);
      typing.typing(userId, Number(frame.roomId));
      break;
  }
  return frame.requestId === undefined ? null : JSON.stringify({ type: 'done', requestId: frame.requestId });
}

function requireMember({ directory }: ServiceContext, userId: number, roomId: string): void {
  if (!directory.isMember(Number(roomId), userId)) throw new AppError('room_not_found');
}
