import type { TimelineMessage } from '../../client/types.ts';
import { isSameDay } from '../../shared/i18n/times.ts';

/** The same person within this long is one group, with one name and one time. */
const GROUP_MS = 5 * 60_000;

/** A message and how it stands among its neighbours. */
export interface Row {
  key: string;
  message: TimelineMessage;
  /** Begins a new day. */
  isDayStart: boolean;
  /** The line "new" stands above it. */
  isFirstNew: boolean;
  /** Shows picture, name and time. */
  isGroupStart: boolean;
  /** Says what became of it: one's own newest stored message, and all that are not stored. */
  showsDelivery: boolean;
}

interface Facts {
  messages: readonly TimelineMessage[];
  firstUnreadSeq: number | null;
  hasOlder: boolean;
  ownId: string;
}

/**
 * Lays out a room's messages, in their order. While there are older ones, the first is kept back: its look depends on the
 * message before it, and a row that changes its height under the reader's eyes makes all below it jump.
 */
export function buildRows({ messages, firstUnreadSeq, hasOlder, ownId }: Facts): Row[] {
  const newestOwn = messages.findLastIndex(
    (message) => message.senderId === ownId && message.seq !== null && !message.deletedAt,
  );
  const rows = messages.map((message, index) => {
    const before = messages[index - 1];
    const isDayStart = !before || !isSameDay(before.createdAt, message.createdAt);
    const isFirstNew = isFirstUnread(message, before, firstUnreadSeq, hasOlder);
    return {
      key: rowKey(message),
      message,
      isDayStart,
      isFirstNew,
      isGroupStart: isDayStart || isFirstNew || !isSameGroup(before, message),
      showsDelivery: index === newestOwn || message.delivery.kind !== 'stored',
    };
  });
  return hasOlder ? rows.slice(1) : rows;
}

/** Stays the same from the outbox to the host's answer, so that nothing jumps or blinks. */
export function rowKey({ senderId, clientMessageId, id }: TimelineMessage): string {
  return clientMessageId ? `${senderId}:${clientMessageId}` : id;
}

function isSameGroup(before: TimelineMessage | undefined, message: TimelineMessage): boolean {
  return (
    before?.senderId === message.senderId &&
    Date.parse(message.createdAt) - Date.parse(before.createdAt) < GROUP_MS
  );
}

function isFirstUnread(
  { seq }: TimelineMessage,
  before: TimelineMessage | undefined,
  firstUnreadSeq: number | null,
  hasOlder: boolean,
): boolean {
  if (firstUnreadSeq === null || seq === null || seq < firstUnreadSeq) return false;
  // At the top of what is loaded, the line may belong further up.
  if (!before) return !hasOlder || seq === firstUnreadSeq;
  return before.seq !== null && before.seq < firstUnreadSeq;
}
