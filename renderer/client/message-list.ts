import type { LogEvent } from '../../server/protocol/event.ts';
import type { Message, Reaction } from '../../server/protocol/message.ts';
import { confirmed, mergedExtras } from './message-extras.ts';
import type { TimelineMessage } from './types.ts';

/** A message the host has: it has its place in the order. */
export type StoredMessage = TimelineMessage & { seq: number };

/** What can happen to a list. `acked`: one's own message was stored, and its event is still on the way. */
export type ListChange = LogEvent | { kind: 'message.acked'; message: Message };

const STORED = { kind: 'stored' } as const;

/**
 * A gapless run of a room's messages, in the order of their seqs, each held once. Messages that did not change keep
 * their identity, and so does the whole list.
 */
export interface MessageList {
  /** Not to be changed; stays as it is when the list goes on. */
  snapshot(): readonly StoredMessage[];
  first(): StoredMessage | undefined;
  last(): StoredMessage | undefined;
  size(): number;
  find(messageId: string): StoredMessage | undefined;
  /** Gives whether anything changed. Safe to repeat with changes already contained. */
  apply(change: ListChange): boolean;
  /** Puts an older page before the rest. */
  prepend(page: readonly Message[]): void;
  /** Puts a newer page after the rest. */
  append(page: readonly Message[]): void;
  /** Puts fresher messages in the place of everything. */
  replace(messages: readonly Message[]): void;
  /** Forgets the oldest until `count` are left. */
  keepNewest(count: number): void;
}

/** @param ownId the reader, whose own part of a message the events tell only by their ids */
export function createMessageList(ownId: string): MessageList {
  let items: StoredMessage[] = [];
  let isShared = false;
  const seqs = new Map<string, number>();
  /** Built from one's own outbox after an ack: the event's message is the true one. */
  const provisional = new Set<string>();

  function writable(): StoredMessage[] {
    if (isShared) items = [...items];
    isShared = false;
    return items;
  }

  function setItems(next: StoredMessage[]): void {
    items = next;
    isShared = false;
    seqs.clear();
    for (const { id, seq } of next) seqs.set(id, seq);
  }

  /** Where a seq stands, or would stand. */
  function placeOf(seq: number): number {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((items[middle]?.seq ?? Infinity) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function find(messageId: string): StoredMessage | undefined {
    const seq = seqs.get(messageId);
    return seq === undefined ? undefined : items[placeOf(seq)];
  }

  function put(next: StoredMessage): void {
    writable()[placeOf(next.seq)] = next;
  }

  function insert(message: Message): boolean {
    if (seqs.has(message.id)) return false;
    seqs.set(message.id, message.seq);
    writable().splice(placeOf(message.seq), 0, stored(message));
    return true;
  }

  function update(message: Message): boolean {
    const held = find(message.id);
    if (!held || isNewer(held, message)) return false;
    provisional.delete(message.id);
    put({ ...stored(message), ...mergedExtras(held, message) });
    return true;
  }

  function apply(change: ListChange): boolean {
    switch (change.kind) {
      case 'message.created':
        if (provisional.has(change.message.id)) return update(change.message);
        return insert(change.message);
      case 'message.acked':
        if (!insert(change.message)) return false;
        provisional.add(change.message.id);
        return true;
      case 'message.edited':
      case 'message.deleted':
        return update(change.message);
      case 'message.reacted': {
        const held = find(change.messageId);
        if (!held || held.deletedAt !== undefined) return false;
        const reactions = react(held.reactions, change);
        if (!reactions) return false;
        put({ ...held, reactions });
        return true;
      }
      case 'message.confirmed': {
        const held = find(change.messageId);
        if (!held?.confirmation) return false;
        const confirmation = confirmed(held.confirmation, change, ownId);
        if (confirmation) put({ ...held, confirmation });
        return confirmation !== null;
      }
      default:
        return false;
    }
  }

  return {
    snapshot() {
      isShared = true;
      return items;
    },
    first: () => items[0],
    last: () => items.at(-1),
    size: () => items.length,
    find,
    apply,
    prepend(page) {
      const older = page.filter(({ id }) => !seqs.has(id)).map(stored);
      setItems([...older, ...items]);
    },
    append(page) {
      const newer = page.filter(({ id }) => !seqs.has(id)).map(stored);
      setItems([...items, ...newer]);
    },
    replace(messages) {
      const before = new Map(items.map((item) => [item.id, item]));
      provisional.clear();
      setItems(
        messages.map((message) => {
          const held = before.get(message.id);
          const next = stored(message);
          return held && isSame(held, next) ? held : next;
        }),
      );
    },
    keepNewest(count) {
      setItems(items.slice(-count));
    },
  };
}

function stored(message: Message): StoredMessage {
  return { ...message, delivery: STORED };
}

/** A page read from the host can be ahead of the events still on their way here. */
function isNewer(held: Message, other: Message): boolean {
  if (held.deletedAt !== undefined) return other.deletedAt === undefined;
  return other.deletedAt === undefined && (held.editedAt ?? '') > (other.editedAt ?? '');
}

function isSame(one: StoredMessage, other: StoredMessage): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof StoredMessage>;
  return [...keys].every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

/** Gives null where the change is already in. */
function react(
  reactions: readonly Reaction[],
  { emoji, userId, on }: { emoji: string; userId: string; on: boolean },
): Reaction[] | null {
  const held = reactions.find((reaction) => reaction.emoji === emoji);
  if ((held?.userIds.includes(userId) ?? false) === on) return null;
  if (!held) return [...reactions, { emoji, userIds: [userId] }];
  const userIds = on ? [...held.userIds, userId] : held.userIds.filter((id) => id !== userId);
  return reactions
    .map((reaction) => (reaction === held ? { emoji, userIds } : reaction))
    .filter((reaction) => reaction.userIds.length > 0);
}
