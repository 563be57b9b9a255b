import type { LogEvent } from '../../server/protocol/event.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { Room } from '../../server/protocol/room.ts';
import { putRoom } from './state.ts';
import type { ClientState } from './types.ts';

export interface UnreadCounter {
  /** Others' messages in a room after one seq and up to another, as its timeline holds them; null where it does not. */
  countUnread(roomId: string, after: number, upTo: number): number | null;
}

type EventOf<Kind extends LogEvent['kind']> = Extract<LogEvent, { kind: Kind }>;

export function messageCreated(
  state: ClientState,
  { roomId, message }: EventOf<'message.created'>,
  counter: UnreadCounter,
): ClientState {
  const room = state.rooms.get(roomId);
  if (!room || message.seq <= room.lastSeq) return state;
  const isUnread = message.senderId !== state.me.id && message.seq > room.lastReadSeq;
  const next = { ...room, lastSeq: message.seq };
  return putRoom(state, withUnread(next, room.unreadCount + (isUnread ? 1 : 0), counter));
}

/**
 * Deleted messages are not counted as unread. One that was deleted before its creation came here is counted all the
 * same, because this event is still to come and takes it off again.
 */
export function messageDeleted(
  state: ClientState,
  { roomId, message }: EventOf<'message.deleted'>,
  counter: UnreadCounter,
): ClientState {
  const room = state.rooms.get(roomId);
  if (!room?.unreadCount || message.senderId === state.me.id || message.seq <= room.lastReadSeq) return state;
  // Counting stopped at the limit, so there may be as many again without this one.
  const guess = room.unreadCount < LIMITS.unreadCountMax ? room.unreadCount - 1 : room.unreadCount;
  return putRoom(state, withUnread(room, guess, counter));
}

/** The reader has seen everything up to `readSeq`: here, in another tab or on another device. */
export function moveOwnMarker(
  state: ClientState,
  roomId: string,
  readSeq: number,
  counter: UnreadCounter,
): ClientState {
  const room = state.rooms.get(roomId);
  if (!room || readSeq < room.lastReadSeq) return state;
  const next = { ...room, lastReadSeq: readSeq };
  // Where the messages are not held, the old count stands: a little too many is better than a message overlooked.
  if (readSeq < room.lastSeq) return putRoom(state, withUnread(next, room.unreadCount, counter));
  return putRoom(state, { ...next, unreadCount: 0 });
}

/** Counts again, now that the timeline holds more than before. */
export function recount(state: ClientState, roomId: string, counter: UnreadCounter): ClientState {
  const room = state.rooms.get(roomId);
  return room ? putRoom(state, withUnread(room, room.unreadCount, counter)) : state;
}

function withUnread(room: Room, guess: number, counter: UnreadCounter): Room {
  if (!room.joined) return { ...room, unreadCount: 0 };
  const counted = counter.countUnread(room.id, room.lastReadSeq, room.lastSeq);
  return { ...room, unreadCount: Math.min(LIMITS.unreadCountMax, counted ?? guess) };
}
