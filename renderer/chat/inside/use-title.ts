import { useEffect } from 'react';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from './client-context.ts';
import { useRoomName } from './use-room-name.ts';

/** Keeps the window's title: how much is unread, the room, the place. */
export function useTitle(roomId: string | null): void {
  const { t } = useStrings();
  const room = useClientState((state) => (roomId === null ? undefined : state.rooms.get(roomId)));
  const serverName = useClientState((state) => state.serverName);
  const unread = useClientState((state) => unreadTotal(state.rooms.values()));
  const name = useRoomName(room);

  useEffect(() => {
    const place = [name, serverName].filter((part) => part !== '').join(' · ');
    document.title = unread > 0 ? t('title.unread', { count: unread, place }) : place;
  }, [name, serverName, t, unread]);

  useEffect(
    () => () => {
      document.title = 'Porchlight';
    },
    [],
  );
}

/** Over all rooms one is in. */
export function unreadTotal(rooms: Iterable<{ joined: boolean; unreadCount: number }>): number {
  let total = 0;
  for (const room of rooms) if (room.joined) total += room.unreadCount;
  return total;
}
