import './confirmation-line.css';
import { BadgeCheck, Check, ChevronRight } from 'lucide-react';
import type { Room } from '../../../server/protocol/room.ts';
import { isKeeper } from '../../client/room-rights.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { Button } from '../../shared/components/button.tsx';
import { useToast } from '../../shared/components/toasts.tsx';
import { useBusy } from '../../shared/hooks/use-busy.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useOpenDialog } from '../dialogs/dialog-request.ts';
import { useClient, useClientState } from '../inside/client-context.ts';

interface Props {
  message: TimelineMessage;
  room: Room;
  isOwn: boolean;
  /** The sender's name. */
  name: string;
}

/** Below a message that asks for it: the button to confirm, and for those whom it concerns, how many have. */
export function ConfirmationLine({ message, room, isOwn, name }: Props) {
  const { t } = useStrings();
  const looksAfter = useClientState(({ me }) => isKeeper(room, me));
  const { confirmation } = message;
  if (!confirmation) return null;
  if (message.seq === null) {
    return (
      <p className="confirmation-line">
        <BadgeCheck size={16} aria-hidden />
        {t('confirm.pending')}
      </p>
    );
  }
  return (
    <div className="confirmation-line" data-testid="confirmation">
      {!isOwn && <OwnConfirmation message={message} room={room} name={name} />}
      {(isOwn || looksAfter) && <ConfirmationCount message={message} confirmation={confirmation} />}
    </div>
  );
}

function OwnConfirmation({ message, room, name }: Omit<Props, 'isOwn'>) {
  const { t } = useStrings();
  const client = useClient();
  const reason = useReason();
  const say = useToast();
  const [isBusy, run] = useBusy();
  if (message.confirmation?.isConfirmed) {
    return (
      <p className="confirmation-line__done" role="status">
        <Check size={16} aria-hidden />
        {t('confirm.done')}
      </p>
    );
  }
  if (room.archivedAt !== null) return null;

  async function confirm() {
    const answer = await client.confirm(message.id);
    if (!answer.ok) say(reason(answer));
  }

  return (
    <>
      <Button
        look="primary"
        isBusy={isBusy}
        icon={<Check size={18} aria-hidden />}
        onClick={() => {
          run(confirm);
        }}
      >
        {t('confirm.gotIt')}
      </Button>
      <span className="confirmation-line__wanted">
        {t(room.kind === 'direct' ? 'confirm.wantedDirect' : 'confirm.wanted', { name })}
      </span>
    </>
  );
}

function ConfirmationCount({
  message,
  confirmation,
}: {
  message: TimelineMessage;
  confirmation: NonNullable<TimelineMessage['confirmation']>;
}) {
  const { t } = useStrings();
  const openDialog = useOpenDialog();
  const { confirmedCount: confirmed, askedCount: asked } = confirmation;
  const isWhole = asked > 0 && confirmed >= asked;
  const count = isWhole ? t('confirm.all') : t('confirm.count', { confirmed, asked });
  return (
    <button
      type="button"
      className="confirmation-line__count"
      data-whole={isWhole || undefined}
      aria-label={t('confirm.show', { state: count })}
      onClick={() => {
        openDialog({ kind: 'confirmations', roomId: message.roomId, messageId: message.id });
      }}
    >
      <BadgeCheck size={16} aria-hidden />
      {count}
      <ChevronRight size={16} aria-hidden />
    </button>
  );
}
