import type { ClientFrame } from '../../server/protocol/client-frames.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { MessageFile } from '../../server/protocol/message.ts';
import type { OutboxItem } from './outbox-storage.ts';
import type { TimelineMessage } from './types.ts';

/** Longer than the host takes. */
export function isTooLong(text: string): boolean {
  const max = LIMITS.messageTextMaxChars;
  // The host counts code points; UTF-16 units are never fewer.
  return text.length > max && Array.from(text).length > max;
}

/** Some of its files are not at the host yet. */
export function waitsForFiles({ uploads, refused }: OutboxItem): boolean {
  return refused === undefined && (uploads?.some(({ file }) => file === undefined) ?? false);
}

/** The files of a message that are at the host. */
export function filesOf({ uploads = [] }: Pick<OutboxItem, 'uploads'>): MessageFile[] {
  return uploads.flatMap(({ file }) => file ?? []);
}

export function frameOf(item: OutboxItem): ClientFrame {
  const { clientMessageId, roomId, text, replyToId, uploads, asksConfirmation } = item;
  return {
    type: 'send',
    clientMessageId,
    roomId,
    text,
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(asksConfirmation === undefined ? {} : { asksConfirmation }),
    ...(uploads === undefined ? {} : { fileIds: filesOf(item).map(({ id }) => id) }),
  };
}

/** What the message will have beside its words, before the host has said how it stands. */
export function extrasOf({ asksConfirmation }: OutboxItem): Pick<TimelineMessage, 'confirmation'> {
  return asksConfirmation ? { confirmation: { askedCount: 0, confirmedCount: 0 } } : {};
}

/** As it stands in the timeline until it is stored. */
export function lineOf(item: OutboxItem, author: { id: string; username: string }): TimelineMessage {
  const { clientMessageId, roomId, text, replyToId, writtenAt, refused, uploads } = item;
  return {
    id: clientMessageId,
    seq: null,
    roomId,
    senderId: author.id,
    senderName: author.username,
    text,
    createdAt: new Date(writtenAt).toISOString(),
    ...(replyToId === undefined ? {} : { replyToId }),
    files: [],
    ...(uploads === undefined ? {} : { uploads }),
    ...extrasOf(item),
    reactions: [],
    clientMessageId,
    delivery: refused ? { kind: 'refused', ...refused } : { kind: 'queued' },
  };
}
