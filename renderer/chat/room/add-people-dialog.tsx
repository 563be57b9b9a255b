import './add-people-dialog.css';
import { useMemo, useState } from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { Room } from '../../../server/protocol/room.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { Button } from '../../shared/components/button.tsx';
import { Dialog, DialogActions } from '../../shared/components/dialog.tsx';
import { FieldNote } from '../../shared/components/field.tsx';
import { SearchField } from '../../shared/components/search-field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { sortPeople } from '../people/sort-people.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** Picks people who are not in a private room yet, and brings them in. */
export function AddPeopleDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const users = useClientState((state) => state.users);
  const onlineIds = useClientState((state) => state.onlineIds);
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string>();
  const [isBusy, run] = useBusy();

  const outside = useMemo(() => {
    const inside = new Set(room.memberIds);
    return [...users.values()].filter((user) => !inside.has(user.id));
  }, [room.memberIds, users]);
  const { online, offline } = sortPeople(outside, onlineIds, wanted);

  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  async function add() {
    const answer = await client.addMembers(room.id, [...chosen]);
    if (answer.ok) onClose();
    else setProblem(reason(answer));
  }

  return (
    <Dialog title={t('addPeople.title', { room: room.name })} onClose={onClose}>
      {outside.length === 0 ? (
        <p className="dialog__text">{t('addPeople.nobody')}</p>
      ) : (
        <>
          <SearchField label={t('people.find')} value={wanted} onChange={setWanted} />
          <ul className="add-people" tabIndex={0} aria-label={t('people.title')}>
            {[...online, ...offline].map((user) => (
              <li key={user.id}>
                <label className="add-people__choice">
                  <input
                    type="checkbox"
                    checked={chosen.has(user.id)}
                    disabled={!chosen.has(user.id) && chosen.size >= LIMITS.roomMembersPerRequestMax}
                    onChange={() => {
                      toggle(user.id);
                    }}
                  />
                  <Avatar
                    avatarId={user.avatarId}
                    userId={user.id}
                    size={28}
                    isOnline={onlineIds.has(user.id)}
                  />
                  <bdi className="add-people__name">{user.username}</bdi>
                </label>
              </li>
            ))}
          </ul>
          {online.length + offline.length === 0 && <p className="dialog__text">{t('people.noneFound')}</p>}
        </>
      )}
      {problem && <FieldNote id="add-problem" isError text={problem} />}
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {outside.length > 0 && (
          <Button
            look="primary"
            isBusy={isBusy}
            aria-disabled={chosen.size === 0}
            onClick={() => {
              if (chosen.size > 0) run(add);
            }}
          >
            {t('addPeople.submit', { count: chosen.size })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
