import type { Room } from '../../server/protocol/room.ts';
import type { User } from '../../server/protocol/user.ts';

/** Whether somebody looks after a room: its maker, the host's owner and admins. Nobody looks after a direct room. */
export function isKeeper(room: Pick<Room, 'kind' | 'createdById'>, me: Pick<User, 'id' | 'role'>): boolean {
  if (room.kind === 'direct') return false;
  return room.createdById === me.id || me.role === 'owner' || me.role === 'admin';
}

/** Whether somebody may write in a room at all. How often, slow mode says. */
export function mayWrite(
  room: Pick<Room, 'kind' | 'createdById' | 'archivedAt' | 'isAnnounceOnly'>,
  me: Pick<User, 'id' | 'role'>,
): boolean {
  return room.archivedAt === null && (!room.isAnnounceOnly || isKeeper(room, me));
}
