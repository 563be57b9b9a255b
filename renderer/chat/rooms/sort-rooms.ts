import type { Room } from '../../../server/protocol/room.ts';

export interface SortedRooms {
  /** Default rooms as they were made, then the others by name. */
  joined: Room[];
  /** The latest conversation first. */
  direct: Room[];
  /** Public rooms one could join, by name. */
  open: Room[];
}

/** Puts the rooms into the groups and the order of the list. Archived rooms are left out. */
export function sortRooms(rooms: Iterable<Room>): SortedRooms {
  const sorted: SortedRooms = { joined: [], direct: [], open: [] };
  for (const room of rooms) {
    if (room.archivedAt !== null) continue;
    if (room.kind === 'direct') sorted.direct.push(room);
    else if (room.joined) sorted.joined.push(room);
    else sorted.open.push(room);
  }
  sorted.joined.sort(
    (a, b) => Number(b.isDefault) - Number(a.isDefault) || (a.isDefault ? byId(a, b) : byName(a, b)),
  );
  sorted.direct.sort((a, b) => b.lastSeq - a.lastSeq || byId(a, b));
  sorted.open.sort(byName);
  return sorted;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const byName = (a: Room, b: Room) => collator.compare(a.name, b.name) || byId(a, b);
const byId = (a: Room, b: Room) => Number(a.id) - Number(b.id);
