import './room-header.css';
import { Hash, Lock, Menu as MenuSign, Search, Users } from 'lucide-react';
import type { Room } from '../../../server/protocol/room.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { Tooltip } from '../../shared/components/tooltip.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';
import { useOtherPerson, useRoomName } from '../inside/use-room-name.ts';
import { unreadTotal } from '../inside/use-title.ts';
import { useSide } from '../side/side-request.ts';
import { RoomMenu } from './room-menu.tsx';

export interface HeaderProps {
  room: Room;
  isPhone: boolean;
  onRooms: () => void;
}

/** One line: the room, what it is about, who is in it. */
export function RoomHeader({ room, isPhone, onRooms }: HeaderProps) {
  const { t } = useStrings();
  const name = useRoomName(room);
  const side = useSide();
  const isPeopleOpen = side.shown?.kind === 'people';
  const other = useOtherPerson(room);
  const isOtherOnline = useClientState((state) => other !== undefined && state.onlineIds.has(other.id));
  return (
    <header className="room-header">
      {isPhone && <RoomsButton roomId={room.id} onRooms={onRooms} />}
      <div className="room-header__sign">
        {room.kind === 'direct' && (
          <Avatar
            avatarId={other?.avatarId ?? '0'}
            userId={other?.id ?? room.id}
            size={28}
            isOnline={isOtherOnline}
          />
        )}
        {room.kind === 'public' && <Hash size={20} aria-hidden />}
        {room.kind === 'private' && <Lock size={18} aria-label={t('rooms.private')} />}
      </div>
      <div className="room-header__words">
        <h1 className="room-header__name">
          <bdi>{name}</bdi>
        </h1>
        {room.kind === 'direct'
          ? other && (
              <p className="room-header__topic">{isOtherOnline ? t('people.isHere') : t('people.isAway')}</p>
            )
          : room.topic && (
              <p className="room-header__topic" title={room.topic} dir="auto">
                {room.topic}
              </p>
            )}
      </div>
      <div className="room-header__tools">
        <IconButton
          label={t('search.open')}
          tipSide="bottom"
          icon={<Search size={18} />}
          aria-expanded={side.shown?.kind === 'search'}
          onClick={() => {
            if (side.shown?.kind === 'search') side.close();
            else side.show({ kind: 'search' });
          }}
        />
        {room.kind !== 'direct' && (
          <button
            type="button"
            className="room-header__people"
            aria-expanded={isPeopleOpen}
            onClick={() => {
              if (isPeopleOpen) side.close();
              else side.show({ kind: 'people' });
            }}
          >
            <span className="visually-hidden">
              {t('people.open', { count: room.memberCount, online: room.onlineCount })}
            </span>
            {room.onlineCount > 0 && (
              <span className="room-header__online" aria-hidden>
                {room.onlineCount}
              </span>
            )}
            <Users size={18} aria-hidden />
            <span aria-hidden>{room.memberCount}</span>
            <Tooltip side="bottom">{t('people.title')}</Tooltip>
          </button>
        )}
        <RoomMenu room={room} name={name} />
      </div>
    </header>
  );
}

/** The header while there is no room to speak of. */
export function RoomHeaderShape({
  isPhone,
  isLoading,
  onRooms,
}: Omit<HeaderProps, 'room'> & { isLoading: boolean }) {
  const { t } = useStrings();
  return (
    <header className="room-header">
      {isPhone && <RoomsButton roomId={null} onRooms={onRooms} />}
      {isLoading && (
        <>
          <h1 className="visually-hidden">{t('timeline.loading')}</h1>
          <span className="room-header__shape">
            <SkeletonLines widths={[100]} />
          </span>
        </>
      )}
    </header>
  );
}

function RoomsButton({ roomId, onRooms }: { roomId: string | null; onRooms: () => void }) {
  const { t } = useStrings();
  const unread = useClientState(({ rooms }) =>
    unreadTotal([...rooms.values()].filter((room) => room.id !== roomId)),
  );
  return (
    <span className="room-header__rooms">
      <IconButton
        label={unread > 0 ? `${t('rooms.open')} – ${t('rooms.unread', { count: unread })}` : t('rooms.open')}
        tipSide="bottom"
        icon={<MenuSign size={22} />}
        onClick={onRooms}
      />
      {unread > 0 && <span className="room-header__dot" aria-hidden />}
    </span>
  );
}
