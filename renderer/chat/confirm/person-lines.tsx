import './person-lines.css';
import type { User } from '../../../server/protocol/user.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';

/** More than this at once and the list is slow to draw; the rest is told as a number. */
const SHOWN_MAX = 200;

interface Props {
  people: readonly { id: string; note?: string }[];
  users: ReadonlyMap<string, User>;
}

/** People in a plain list, each with a word beside them where there is one. */
export function PersonLines({ people, users }: Props) {
  const { t } = useStrings();
  if (people.length === 0) return null;
  const rest = people.length - SHOWN_MAX;
  return (
    <ul className="person-lines">
      {people.slice(0, SHOWN_MAX).map(({ id, note }) => (
        <li key={id} className="person-lines__person">
          <Avatar avatarId={users.get(id)?.avatarId ?? '0'} userId={id} size={28} />
          <span className="person-lines__name">
            <bdi>{users.get(id)?.username ?? t('common.somebody')}</bdi>
          </span>
          {note !== undefined && <span className="person-lines__note">{note}</span>}
        </li>
      ))}
      {rest > 0 && <li className="person-lines__note">{t('confirm.others', { count: rest })}</li>}
    </ul>
  );
}
