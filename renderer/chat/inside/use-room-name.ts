import type { Room } from '../../../server/protocol/room.ts';
import type { User } from '../../../server/protocol/user.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from './client-context.ts';

/** The other person of a direct room; undefined in other rooms, or where they are gone. */
export function useOtherPerson(room: Room | undefined): User | undefined {
  return useClientState(({ users, me }) => {
    const id = room && otherMemberId(room, me.id);
    return id === undefined ? undefined : users.get(id);
  });
}

/** A room's name; of a direct room, the other person's. */
export function useRoomName(room: Room | undefined): string {
  const { t } = useStrings();
  const other = useOtherPerson(room);
  if (!room) return '';
  return room.kind === 'direct' ? (other?.username ?? t('common.somebody')) : room.name;
}

/** Who a direct room is with, seen from `myId`; undefined for other kinds of room. */
export function otherMemberId(room: Room, myId: string): string | undefined {
  return room.kind === 'direct' ? room.memberIds?.find((id) => id !== myId) : undefined;
}
