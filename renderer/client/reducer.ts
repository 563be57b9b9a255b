import type { LogEvent } from '../../server/protocol/event.ts';
import type { Room } from '../../server/protocol/room.ts';
import type { ServerFrame } from '../../server/protocol/server-frames.ts';
import type { User } from '../../server/protocol/user.ts';
import { countOnline, putRoom, roomFromFacts, userOf, withEntry, withoutEntry } from './state.ts';
import { messageToConfirm, settled, reminded } from './to-confirm.ts';
import type { ClientState } from './types.ts';
import { messageCreated, messageDeleted, moveOwnMarker, type UnreadCounter } from './unread.ts';

type Welcome = ServerFrame & { type: 'welcome' };
type EventOf<Kind extends LogEvent['kind']> = Extract<LogEvent, { kind: Kind }>;

export interface EventContext extends UnreadCounter {
  /** Events up to this seq are already counted in the rooms, which came with a welcome of that seq. */
  countedSeq: number;
}

/** Takes over rooms, presence and names as the host tells them at the start of a connection. */
export function applyWelcome(
  state: ClientState,
  { user, serverName, rooms, onlineIds }: Welcome,
): ClientState {
  const next = {
    ...state,
    me: user,
    serverName,
    users: withEntry(state.users, user.id, userOf(user)),
    rooms: new Map(rooms.map((room) => [room.id, room])),
  };
  return withOnline(next, new Set(onlineIds));
}

export function applyPresence(
  state: ClientState,
  { online, offline, isComplete }: Omit<ServerFrame & { type: 'presence' }, 'type'>,
): ClientState {
  const onlineIds = new Set(isComplete ? [] : state.onlineIds);
  for (const id of offline) onlineIds.delete(id);
  for (const id of online) onlineIds.add(id);
  return withOnline(state, onlineIds);
}

/** Everybody on the host, as `GET /users` told, and the events that came while the list was under way. */
export function applyUsers(
  state: ClientState,
  users: readonly User[],
  meanwhile: readonly LogEvent[],
): ClientState {
  // These events have been counted; only the names are wanted here.
  const context: EventContext = { countedSeq: Infinity, countUnread: () => null };
  let next: ClientState = { ...state, users: new Map(users.map((user) => [user.id, userOf(user)])) };
  for (const event of meanwhile) {
    if (event.kind.startsWith('user.')) next = applyEvent(next, event, context);
  }
  return next;
}

/** A room as `GET /rooms` or a change of ours told it, unless the events have gone beyond that. */
export function applyRoom(state: ClientState, room: Room): ClientState {
  const held = state.rooms.get(room.id);
  const isBehind =
    held &&
    (held.joined !== room.joined || held.lastSeq > room.lastSeq || held.lastReadSeq > room.lastReadSeq);
  return isBehind ? state : putRoom(state, room);
}

/** Applies one event of the log. Kinds of later versions change nothing. */
export function applyEvent(state: ClientState, event: LogEvent, context: EventContext): ClientState {
  const isCounted = event.seq <= context.countedSeq;
  switch (event.kind) {
    case 'message.created':
      return isCounted ? state : messageToConfirm(messageCreated(state, event, context), event.message);
    case 'message.deleted':
      return settled(
        isCounted ? state : messageDeleted(state, event, context),
        event.roomId,
        event.message.id,
      );
    case 'message.confirmed':
      return event.userId === state.me.id ? settled(state, event.roomId, event.messageId) : state;
    case 'message.reminded':
      return reminded(state, event);
    case 'room.created':
    case 'room.updated':
    case 'room.archived':
    case 'member.joined':
      return isCounted ? state : putRoom(state, roomFromFacts(state, event.room));
    case 'member.left':
      return isCounted ? state : memberLeft(state, event);
    case 'read.moved':
      return readMoved(state, event, context);
    case 'user.created':
      return userCreated(state, event.user, isCounted);
    case 'user.updated':
      return userUpdated(state, event.user);
    case 'user.retired':
      return userRetired(state, event.user, isCounted);
    case 'server.updated':
      return { ...state, serverName: event.name };
    default:
      return state;
  }
}

function memberLeft(state: ClientState, { roomId, userId }: EventOf<'member.left'>): ClientState {
  const room = state.rooms.get(roomId);
  if (!room) return state;
  const isMine = userId === state.me.id;
  if (isMine && room.kind !== 'public') return { ...state, rooms: withoutEntry(state.rooms, roomId) };
  const wasMember = room.memberIds ? room.memberIds.includes(userId) : isMine;
  const memberIds = room.memberIds?.filter((id) => id !== userId) ?? null;
  const isLeaverOnline = wasMember && state.onlineIds.has(userId);
  return putRoom(state, {
    ...room,
    memberCount: room.memberCount - (wasMember ? 1 : 0),
    onlineCount: room.onlineCount - (isLeaverOnline ? 1 : 0),
    ...(isMine ? { joined: false, memberIds: null, unreadCount: 0, toConfirmIds: [] } : { memberIds }),
  });
}

function readMoved(
  state: ClientState,
  { roomId, userId, readSeq }: { roomId: string; userId: string; readSeq: number },
  context: UnreadCounter,
): ClientState {
  if (userId === state.me.id) return moveOwnMarker(state, roomId, readSeq, context);
  const room = state.rooms.get(roomId);
  if (room?.otherReadSeq == null || readSeq <= room.otherReadSeq) return state;
  return putRoom(state, { ...room, otherReadSeq: readSeq });
}

function userCreated(state: ClientState, user: User, isCounted: boolean): ClientState {
  const next = { ...state, users: withEntry(state.users, user.id, userOf(user)) };
  return isCounted ? next : { ...next, rooms: withEverybody(next.rooms, 1) };
}

function userUpdated(state: ClientState, user: User): ClientState {
  const next = { ...state, users: withEntry(state.users, user.id, userOf(user)) };
  return user.id === state.me.id ? { ...next, me: { ...state.me, ...userOf(user) } } : next;
}

function userRetired(state: ClientState, user: User, isCounted: boolean): ClientState {
  const next = { ...state, users: withoutEntry(state.users, user.id) };
  if (isCounted) return next;
  return applyPresence({ ...next, rooms: withEverybody(next.rooms, -1) }, { online: [], offline: [user.id] });
}

/** Default rooms have everybody in them. */
function withEverybody(rooms: ReadonlyMap<string, Room>, change: 1 | -1): ReadonlyMap<string, Room> {
  return mapRooms(rooms, (room) =>
    room.isDefault ? { ...room, memberCount: room.memberCount + change } : room,
  );
}

function withOnline(state: ClientState, onlineIds: ReadonlySet<string>): ClientState {
  const rooms = mapRooms(state.rooms, (room) => {
    // Of rooms not joined the members are not known, and the host's number stands.
    if (!room.isDefault && !room.memberIds) return room;
    const onlineCount = countOnline(onlineIds, room.memberIds);
    return onlineCount === room.onlineCount ? room : { ...room, onlineCount };
  });
  return { ...state, onlineIds, rooms };
}

function mapRooms(rooms: ReadonlyMap<string, Room>, change: (room: Room) => Room): ReadonlyMap<string, Room> {
  let hasChanged = false;
  const next = new Map<string, Room>();
  for (const [id, room] of rooms) {
    const changed = change(room);
    hasChanged ||= changed !== room;
    next.set(id, changed);
  }
  return hasChanged ? next : rooms;
}
