import type { Room } from '../../server/protocol/room.ts';
import type { HostApi } from './host-api.ts';

/**
 * Asks the host for rooms of which the events do not tell everything: markers and counts are each reader's own.
 * Never asks twice at a time. A failure is let be: the next welcome brings all rooms.
 */
export interface RoomRefresher {
  refresh(roomId: string): void;
}

export function createRoomRefresher(
  getRooms: HostApi['getRooms'],
  loaded: (room: Room) => void,
): RoomRefresher {
  let due = new Set<string>();
  let isReading = false;

  async function read(): Promise<void> {
    isReading = true;
    while (due.size > 0) {
      const wanted = due;
      due = new Set();
      const answer = await getRooms();
      if (!answer.ok) continue;
      for (const room of answer.value.rooms) {
        if (wanted.has(room.id)) loaded(room);
      }
    }
    isReading = false;
  }

  return {
    refresh(roomId) {
      due.add(roomId);
      if (!isReading) void read();
    },
  };
}
