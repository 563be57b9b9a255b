import { memo } from 'react';
import type { User } from '../../../server/protocol/user.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';

interface Props {
  user: User;
  isOnline: boolean;
  onChoose: (user: User) => void;
}

/** One person in the list. */
export const PersonLine = memo(function PersonLine({ user, isOnline, onChoose }: Props) {
  const { t } = useStrings();
  const isKeeper = user.role === 'owner' || user.role === 'admin';
  return (
    <button
      type="button"
      className="person-line"
      data-online={isOnline || undefined}
      onClick={() => {
        onChoose(user);
      }}
    >
      <Avatar avatarId={user.avatarId} userId={user.id} size={28} isOnline={isOnline} />
      <span className="person-line__name">
        <bdi>{user.username}</bdi>
      </span>
      {isKeeper && <span className="person-line__role">{t(`role.${user.role}`)}</span>}
    </button>
  );
});
