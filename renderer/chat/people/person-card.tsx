import './person-card.css';
import { MessageCircle } from 'lucide-react';
import { useState } from 'react';
import type { User } from '../../../server/protocol/user.ts';
import { Avatar } from '../../shared/avatar/avatar.tsx';
import { Button } from '../../shared/components/button.tsx';
import { Dialog } from '../../shared/components/dialog.tsx';
import { FieldNote } from '../../shared/components/field.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { navigate, roomPath } from '../route.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** A person, and the way to write to them alone. */
export function PersonCard({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const isMe = useClientState((state) => state.me.id === user.id);
  const isOnline = useClientState((state) => state.onlineIds.has(user.id));
  const [problem, setProblem] = useState<string>();
  const [isBusy, run] = useBusy();

  async function write() {
    const answer = await client.openDirectRoom(user.id);
    if (!answer.ok) {
      setProblem(reason(answer));
      return;
    }
    onClose();
    navigate(roomPath(answer.roomId));
  }

  return (
    <Dialog
      look="sheet"
      title={t('people.cardLabel', { name: user.username })}
      isTitleHidden
      onClose={onClose}
    >
      <div className="person-card">
        <Avatar avatarId={user.avatarId} userId={user.id} size={88} isOnline={isOnline} />
        <p className="person-card__name">
          <bdi>{user.username}</bdi>
        </p>
        <p className="person-card__facts">
          {isOnline ? t('people.isHere') : t('people.isAway')}
          {' · '}
          {t(`role.${user.role}`)}
        </p>
        {problem && <FieldNote id="person-problem" isError text={problem} />}
        <div className="person-card__actions">
          {isMe ? (
            <p className="person-card__facts">{t('people.thisIsYou')}</p>
          ) : (
            <Button
              look="primary"
              autoFocus
              icon={<MessageCircle size={18} aria-hidden />}
              isBusy={isBusy}
              onClick={() => {
                run(write);
              }}
            >
              {t('people.message')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
