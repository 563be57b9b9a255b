import { useEffect } from 'react';
import type { Room } from '../../../server/protocol/room.ts';
import { recall, remember } from '../../shared/memory.ts';
import { navigate, parsePath, roomPath, usePath } from '../route.ts';
import { sortRooms } from '../rooms/sort-rooms.ts';
import { useClientState } from './client-context.ts';

export interface ShownRoom {
  /** Null until the first room is known. */
  roomId: string | null;
  /** Null where it is not there (any more), or nothing has been loaded yet. */
  room: Room | null;
  /** The message that the address names. */
  messageId: string | null;
  /** The rooms are not here yet. */
  isLoading: boolean;
}

/** The room in the address; without one, the room this browser left last, else the first. */
export function useShownRoom(): ShownRoom {
  const rooms = useClientState((state) => state.rooms);
  const serverId = useClientState((state) => state.serverId);
  const isFirstConnect = useClientState((state) => state.connection.kind !== 'live');
  const route = parsePath(usePath());
  const asked = route.page === 'room' ? route.roomId : null;
  const messageId = route.page === 'room' ? route.messageId : null;
  const key = `room.${serverId}`;

  const isLoading = rooms.size === 0 && isFirstConnect;
  const roomId = asked ?? startRoom(rooms, recall(key));
  const room = (roomId === null ? undefined : rooms.get(roomId)) ?? null;

  useEffect(() => {
    if (roomId === null) return;
    if (asked === null) navigate(roomPath(roomId), { replace: true });
    if (room) remember(key, roomId);
  }, [asked, key, room, roomId]);

  return { roomId, room, messageId, isLoading };
}

/** The room to begin with: the last one, if it is still open to us, else the first of the list. */
export function startRoom(rooms: ReadonlyMap<string, Room>, last: string | null): string | null {
  const kept = last === null ? undefined : rooms.get(last);
  if (kept?.joined && !kept.archivedAt) return kept.id;
  return sortRooms(rooms.values()).joined[0]?.id ?? null;
}
