import type { Message } from '../../../server/protocol/message.ts';

export interface PostedText {
  seq: number;
  roomId: string;
  senderName: string;
  clientMessageId: string;
  text: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** A message as all the servers here deliver it: the same fields, so that they have the same bytes to move. */
export function wireMessage({ seq, roomId, senderName, clientMessageId, text, now }: PostedText): Message {
  const id = String(seq);
  const createdAt = new Date(now).toISOString();
  return {
    id,
    seq,
    roomId,
    senderId: senderName,
    senderName,
    text,
    createdAt,
    files: [],
    reactions: [],
    clientMessageId,
  };
}
