import { AppError } from '../../../protocol/errors.ts';
import type { Message } from '../../../protocol/message.ts';
import { toMessage } from '../../rows.ts';
import { roomAudience, type WriteContext } from '../write-context.ts';
import { EXTRA } from '../../message-extras.ts';
import { askForConfirmation } from './confirm-message.ts';
import { attachFiles } from './files.ts';
import { heedRoomModes } from './room-modes.ts';

export interface PostMessage {
  senderId: number;
  roomId: number;
  clientMessageId: string;
  text: string;
  replyToId: number | null;
  /** Files of the sender's own that no message has yet, in the order in which they are shown. */
  fileIds: readonly number[];
  /** Everybody in the room is to confirm that they have read it. */
  asksConfirmation?: boolean;
}

export interface PostedMessage {
  messageId: number;
  seq: number;
  /** The same `clientMessageId` was stored before; nothing new was written. */
  isRepeat: boolean;
}

/** Stores a message once per sender and clientMessageId, however often it is sent. */
export function postMessage(context: WriteContext, input: PostMessage): PostedMessage {
  const { senderId, roomId, clientMessageId, text, replyToId, fileIds, asksConfirmation = false } = input;
  const extras = asksConfirmation ? EXTRA.confirmation : 0;
  const earlier = context
    .sql<{ id: number }>('SELECT id FROM messages WHERE sender_id = ? AND client_message_id = ?')
    .get(senderId, clientMessageId);
  if (earlier) return { messageId: earlier.id, seq: earlier.id, isRepeat: true };
  const sender = context.user(senderId);
  if (!sender) throw new AppError('not_signed_in');
  const room = context.writableRoom(roomId, senderId);
  if (replyToId !== null && context.messageRow(replyToId)?.room_id !== roomId)
    throw new AppError('message_not_found');
  heedRoomModes(context, room, sender);
  const id = context.seq + 1;
  context
    .sql(
      `INSERT INTO messages (id, room_id, sender_id, client_message_id, text, reply_to_id, created_at, extras)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(id, roomId, senderId, clientMessageId, text, replyToId, context.now, extras);
  const files = fileIds.length === 0 ? [] : attachFiles(context, id, senderId, fileIds);
  const message: Message = toMessage(
    {
      id,
      room_id: roomId,
      sender_id: senderId,
      sender_name: sender.username,
      client_message_id: clientMessageId,
      text,
      reply_to_id: replyToId,
      created_at: context.now,
      edited_at: null,
      deleted_at: null,
      extras,
    },
    [],
    files,
  );
  if (asksConfirmation) message.confirmation = askForConfirmation(context, room, sender, id);
  context.appendEvent(roomAudience(room), (seq) => ({
    seq,
    kind: 'message.created',
    roomId: message.roomId,
    message,
  }));
  return { messageId: id, seq: id, isRepeat: false };
}
