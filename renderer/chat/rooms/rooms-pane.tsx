import './rooms-pane.css';
import { Plus, Settings, UserPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { IconButton } from '../../shared/components/icon-button.tsx';
import { Lamp } from '../../shared/components/lamp.tsx';
import { SearchField } from '../../shared/components/search-field.tsx';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useOpenDialog } from '../dialogs/dialog-request.ts';
import { useClientState } from '../inside/client-context.ts';
import { RoomGroup } from './room-group.tsx';
import { RoomLink } from './room-link.tsx';
import { sortRooms } from './sort-rooms.ts';

interface Props {
  roomId: string | null;
  /** To look for somebody to write to. */
  onWrite: () => void;
}

/** Up to this many rooms are found by looking. */
const FIND_FROM_ROOMS = 16;
const SKELETON = [60, 45, 70, 50, 55, 40];

/** The host's name, every room and conversation, and oneself. */
export function RoomsPane({ roomId, onWrite }: Props) {
  const { t } = useStrings();
  const openDialog = useOpenDialog();
  const serverName = useClientState((state) => state.serverName);
  const isLive = useClientState((state) => state.connection.kind === 'live');
  const rooms = useClientState((state) => state.rooms);
  const users = useClientState((state) => state.users);
  const me = useClientState((state) => state.me);
  const [wanted, setWanted] = useState('');

  const sorted = useMemo(() => sortRooms(rooms.values()), [rooms]);
  const matches = (name: string) => name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());
  const joined = sorted.joined.filter((room) => matches(room.name));
  const open = sorted.open.filter((room) => matches(room.name));
  const direct = sorted.direct.filter((room) =>
    matches(
      room.memberIds?.map((id) => (id === me.id ? '' : (users.get(id)?.username ?? ''))).join('') ?? '',
    ),
  );
  const hasSearch = rooms.size >= FIND_FROM_ROOMS;

  return (
    <div className="rooms-pane">
      <header className="rooms-pane__head">
        <Lamp size={28} isLit={isLive} />
        <p className="rooms-pane__place">{serverName}</p>
        <IconButton
          label={t('invite.open')}
          icon={<UserPlus size={18} />}
          tipSide="bottom"
          onClick={() => {
            openDialog({ kind: 'invite' });
          }}
        />
      </header>
      {hasSearch && (
        <div className="rooms-pane__search">
          <SearchField label={t('rooms.find')} value={wanted} onChange={setWanted} />
        </div>
      )}
      <div className="rooms-pane__scroll">
        <RoomGroup
          title={t('rooms.title')}
          action={
            <IconButton
              isSmall
              label={t('rooms.create')}
              icon={<Plus size={18} />}
              tipSide="bottom"
              onClick={() => {
                openDialog({ kind: 'create-room' });
              }}
            />
          }
        >
          {joined.map((room) => (
            <RoomLink key={room.id} room={room} isShown={room.id === roomId} />
          ))}
          {rooms.size === 0 && (
            <li className="rooms-pane__skeleton">
              <SkeletonLines widths={SKELETON} />
            </li>
          )}
        </RoomGroup>
        {rooms.size > 0 && (wanted === '' || direct.length > 0) && (
          <RoomGroup
            title={t('rooms.direct')}
            action={
              <IconButton
                isSmall
                label={t('rooms.directStart')}
                icon={<Plus size={18} />}
                tipSide="bottom"
                onClick={onWrite}
              />
            }
          >
            {direct.map((room) => (
              <RoomLink key={room.id} room={room} isShown={room.id === roomId} />
            ))}
            {direct.length === 0 && (
              <li>
                <button type="button" className="rooms-pane__empty" onClick={onWrite}>
                  {t('rooms.directEmpty')}
                </button>
              </li>
            )}
          </RoomGroup>
        )}
        {open.length > 0 && (
          <RoomGroup title={t('rooms.more')}>
            {open.map((room) => (
              <RoomLink key={room.id} room={room} isShown={room.id === roomId} />
            ))}
          </RoomGroup>
        )}
        {hasSearch && joined.length + direct.length + open.length === 0 && (
          <p className="rooms-pane__none" role="status">
            {t('rooms.noneFound')}
          </p>
        )}
      </div>
      <button
        type="button"
        className="rooms-pane__me"
        aria-label={t('rooms.youSettings', { name: me.username })}
        onClick={() => {
          openDialog({ kind: 'settings' });
        }}
      >
        <Avatar avatarId={me.avatarId} userId={me.id} size={36} isOnline={isLive} />
        <span className="rooms-pane__name">{me.username}</span>
        <Settings size={18} aria-hidden />
      </button>
    </div>
  );
}
