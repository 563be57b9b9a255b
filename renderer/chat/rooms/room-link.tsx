import './room-link.css';
import { BadgeCheck, Hash, Lock } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { Room } from '../../../server/protocol/room.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';
import { useOtherPerson, useRoomName } from '../inside/use-room-name.ts';
import { navigate, roomPath } from '../route.ts';

/** One line of the room list: what it is, its name, and what is new in it or how many are there. */
export const RoomLink = memo(function RoomLink({ room, isShown }: { room: Room; isShown: boolean }) {
  const { t } = useStrings();
  const name = useRoomName(room);
  const other = useOtherPerson(room);
  const isOnline = useClientState((state) => other !== undefined && state.onlineIds.has(other.id));
  const isUnread = room.joined && room.unreadCount > 0;
  // Everybody is in a default room: the same figure on each of them would say nothing.
  const showsOnline =
    !isUnread && room.kind !== 'direct' && room.onlineCount > 0 && (isShown || !room.isDefault);

  function follow(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(roomPath(room.id));
  }

  return (
    <li>
      <a
        className="room-link"
        data-testid="room-link"
        data-room-id={room.id}
        data-unread={isUnread || undefined}
        data-joined={room.joined}
        href={roomPath(room.id)}
        aria-current={isShown ? 'page' : undefined}
        onClick={follow}
      >
        <span className="room-link__sign">
          {room.kind === 'direct' && (
            <Avatar
              avatarId={other?.avatarId ?? '0'}
              userId={other?.id ?? room.id}
              size={28}
              isOnline={isOnline}
            />
          )}
          {room.kind === 'public' && <Hash size={18} aria-hidden />}
          {room.kind === 'private' && <Lock size={16} aria-label={t('rooms.private')} />}
        </span>
        <span className="room-link__name">
          <bdi>{name}</bdi>
        </span>
        {room.kind === 'direct' && isOnline && <span className="visually-hidden">{t('common.online')}</span>}
        {room.toConfirmIds.length > 0 && room.archivedAt === null && (
          <span className="room-link__to-confirm">
            <BadgeCheck size={16} aria-hidden />
            <span className="visually-hidden">{t('confirm.badge', { count: room.toConfirmIds.length })}</span>
          </span>
        )}
        {isUnread && (
          <span className="room-link__unread">
            <span aria-hidden>{room.unreadCount >= LIMITS.unreadCountMax ? '999+' : room.unreadCount}</span>
            <span className="visually-hidden">{t('rooms.unread', { count: room.unreadCount })}</span>
          </span>
        )}
        {showsOnline && (
          <span className="room-link__online">
            <span aria-hidden>{room.onlineCount}</span>
            <span className="visually-hidden">{t('rooms.onlineCount', { count: room.onlineCount })}</span>
          </span>
        )}
      </a>
    </li>
  );
});
