import './people-panel.css';
import { UserPlus } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import type { User } from '../../../server/protocol/user.ts';
import { Button } from '../../shared/components/button.tsx';
import { SearchField } from '../../shared/components/search-field.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useOpenDialog } from '../dialogs/dialog-request.ts';
import { useClientState } from '../inside/client-context.ts';
import { SideHead } from '../side/side-head.tsx';
import { PersonLine } from './person-line.tsx';
import { sortPeople } from './sort-people.ts';

interface Props {
  roomId: string | null;
  onClose: () => void;
}

type Line = { key: string; title: string } | { key: string; user: User; isOnline: boolean };

/** Who is in this room, those who are here now first. */
export function PeoplePanel({ roomId, onClose }: Props) {
  const { t } = useStrings();
  const openDialog = useOpenDialog();
  const showPerson = useCallback(
    (user: User) => {
      openDialog({ kind: 'person', user });
    },
    [openDialog],
  );
  const users = useClientState((state) => state.users);
  const onlineIds = useClientState((state) => state.onlineIds);
  const room = useClientState((state) => (roomId === null ? undefined : state.rooms.get(roomId)));
  const [wanted, setWanted] = useState('');
  const scroll = useRef<HTMLDivElement>(null);

  const lines = useMemo(() => {
    // Direct rooms too show everybody: one comes here from them to find somebody else.
    const ids = room && room.kind !== 'direct' ? room.memberIds : null;
    const people = ids ? ids.map((id) => users.get(id)).filter((user) => user !== undefined) : users.values();
    const { online, offline } = sortPeople(people, onlineIds, wanted);
    const found: Line[] = [];
    if (online.length > 0) found.push({ key: 'online', title: `${t('people.online')} – ${online.length}` });
    found.push(...online.map((user) => ({ key: user.id, user, isOnline: true })));
    if (offline.length > 0)
      found.push({ key: 'offline', title: `${t('people.offline')} – ${offline.length}` });
    found.push(...offline.map((user) => ({ key: user.id, user, isOnline: false })));
    return found;
  }, [onlineIds, room, t, users, wanted]);

  return (
    <div className="side-panel">
      <SideHead title={t('people.title')} close={t('people.close')} onClose={onClose} />
      <div className="people-panel__search">
        <SearchField label={t('people.find')} value={wanted} onChange={setWanted} />
      </div>
      <div className="people-panel__scroll" ref={scroll}>
        <Virtualizer as="ul" item="li" data={lines} scrollRef={scroll}>
          {(line) =>
            'user' in line ? (
              <PersonLine key={line.key} user={line.user} isOnline={line.isOnline} onChoose={showPerson} />
            ) : (
              <p key={line.key} className="people-panel__group">
                {line.title}
              </p>
            )
          }
        </Virtualizer>
        {lines.length === 0 && (
          <p className="people-panel__none" role="status">
            {t('people.noneFound')}
          </p>
        )}
        {wanted === '' && users.size === 1 && (
          <div className="people-panel__alone">
            <p>{t('people.alone')}</p>
            <Button
              icon={<UserPlus size={18} aria-hidden />}
              onClick={() => {
                openDialog({ kind: 'invite' });
              }}
            >
              {t('invite.open')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
