import type { RoomFacts } from '../../server/protocol/event.ts';
import type { Room } from '../../server/protocol/room.ts';
import type { Me, User } from '../../server/protocol/user.ts';
import type { ClientState } from './types.ts';

export function initialState(server: { id: string; name: string }, me: Me): ClientState {
  return {
    connection: { kind: 'connecting' },
    serverId: server.id,
    serverName: server.name,
    me,
    users: new Map([[me.id, userOf(me)]]),
    onlineIds: new Set(),
    rooms: new Map(),
    typing: new Map(),
    waitingCount: 0,
    slowPosts: new Map(),
    reminder: null,
  };
}

/** The public part of a person, whatever else the host told about them. */
export function userOf({ id, username, avatarId, role, createdAt }: User): User {
  return { id, username, avatarId, role, createdAt };
}

/** A copy of the map with one entry put in. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** A copy of the map with one entry left out. */
export function withoutEntry<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

export function putRoom(state: ClientState, room: Room): ClientState {
  return { ...state, rooms: withEntry(state.rooms, room.id, room) };
}

/**
 * What everybody may know of a room, joined to what only this reader knows. A room seen for the first time
 * begins empty and read.
 */
export function roomFromFacts(state: ClientState, facts: RoomFacts): Room {
  const held = state.rooms.get(facts.id);
  const joined = facts.isDefault || (facts.memberIds?.includes(state.me.id) ?? false);
  const { memberIds, ...shared } = facts;
  return {
    unreadCount: 0,
    lastSeq: 0,
    lastReadSeq: 0,
    toConfirmIds: [],
    slowModeWaitSeconds: 0,
    otherReadSeq: facts.kind === 'direct' ? 0 : null,
    ...held,
    ...shared,
    joined,
    memberIds: joined ? memberIds : null,
    memberCount: memberIds?.length ?? (held?.isDefault ? held.memberCount : state.users.size),
    onlineCount: countOnline(state.onlineIds, memberIds),
  };
}

/** How many of a room's members are here; everybody is a member where `memberIds` is null. */
export function countOnline(onlineIds: ReadonlySet<string>, memberIds: readonly string[] | null): number {
  if (!memberIds) return onlineIds.size;
  return memberIds.reduce((count, id) => (onlineIds.has(id) ? count + 1 : count), 0);
}
