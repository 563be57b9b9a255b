import './to-confirm-strip.css';
import { BadgeCheck } from 'lucide-react';
import type { Room } from '../../../server/protocol/room.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { messagePath, navigate } from '../route.ts';

/** Says that messages of this room wait for the reader's confirmation, and leads to the oldest of them. */
export function ToConfirmStrip({ room }: { room: Room }) {
  const { t } = useStrings();
  const [oldest] = room.toConfirmIds;
  if (oldest === undefined || room.archivedAt !== null) return null;
  return (
    <div className="to-confirm-strip" role="status" data-testid="to-confirm">
      <BadgeCheck size={18} aria-hidden />
      <span className="to-confirm-strip__words">
        {t('confirm.strip', { count: room.toConfirmIds.length })}
      </span>
      <button
        type="button"
        onClick={() => {
          navigate(messagePath(room.id, oldest));
        }}
      >
        {t('confirm.stripShow')}
      </button>
    </div>
  );
}
