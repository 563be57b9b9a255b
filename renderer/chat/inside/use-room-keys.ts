import { useEffect } from 'react';
import { navigate, roomPath } from '../route.ts';
import { sortRooms } from '../rooms/sort-rooms.ts';
import { useClient } from './client-context.ts';

/** Alt+Up and Alt+Down go through the rooms in the order of the list. */
export function useRoomKeys(roomId: string | null): void {
  const client = useClient();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      // Over an open dialog they are not for the page behind.
      if (document.querySelector('dialog[open]')) return;
      if (!event.altKey || step === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const { joined, direct } = sortRooms(client.getState().rooms.values());
      const order = [...joined, ...direct];
      const at = order.findIndex((room) => room.id === roomId);
      const next = order[(at + step + order.length) % order.length];
      if (next) navigate(roomPath(next.id));
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [client, roomId]);
}
