import './delivery-line.css';
import { Check, CheckCheck, CircleAlert, Clock3, Timer } from 'lucide-react';
import type { Room } from '../../../server/protocol/room.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';
import { countdown, useSlowModeQueue } from '../composer/use-slow-mode.ts';
import { useRoomTools } from '../timeline/room-tools.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

interface Props {
  message: TimelineMessage;
  room: Room;
  isLast: boolean;
}

/** What has become of one's own message. A tick stands only for what the host has said. */
export function DeliveryLine({ message, room, isLast }: Props) {
  const { t } = useStrings();
  const reason = useReason();
  const client = useClient();
  const { takeBack } = useRoomTools();
  const host = useClientState((state) => state.serverName);
  const isLive = useClientState((state) => state.connection.kind === 'live');
  const { delivery } = message;
  const slowSeconds = useSlowModeQueue(message);
  const isSendingFiles = message.uploads?.some(({ file }) => file === undefined) ?? false;
  const takeBackButton = (
    <button
      type="button"
      onClick={() => {
        takeBack(client.discard(message.clientMessageId));
      }}
    >
      {t('message.discard')}
    </button>
  );

  if (delivery.kind === 'refused') {
    return (
      <div className="delivery-line delivery-line--refused">
        <p>
          <CircleAlert size={14} aria-hidden />
          <span>
            <strong>{t('message.refused')}</strong> {reason(delivery)}
          </span>
        </p>
        <span className="delivery-line__actions">
          {delivery.code !== 'file_lost' && (
            <button
              type="button"
              onClick={() => {
                client.retry(message.clientMessageId);
              }}
            >
              {t('common.tryAgain')}
            </button>
          )}
          {takeBackButton}
        </span>
      </div>
    );
  }

  if (delivery.kind === 'queued' && slowSeconds > 0 && isLive) {
    return (
      <p className="delivery-line delivery-line--queued" data-live>
        <Timer size={14} aria-hidden />
        {t('modes.slowQueued', { time: countdown(slowSeconds) })}
        <span className="delivery-line__actions">{takeBackButton}</span>
      </p>
    );
  }

  if (delivery.kind === 'queued') {
    return (
      <p className="delivery-line delivery-line--queued" data-live={isLive || undefined}>
        <Clock3 size={14} aria-hidden />
        {isLive
          ? t(isSendingFiles ? 'message.sendingFiles' : 'message.sending')
          : t('message.waiting', { host })}
        {isSendingFiles && <span className="delivery-line__actions">{takeBackButton}</span>}
      </p>
    );
  }

  const isSeen = room.otherReadSeq !== null && message.seq !== null && room.otherReadSeq >= message.seq;
  if (isSeen) {
    return (
      <p className="delivery-line">
        <CheckCheck size={14} aria-hidden />
        {t('message.seen')}
      </p>
    );
  }
  if (!isLast) return null;
  return (
    <p className="delivery-line">
      <Check size={14} aria-hidden />
      {t('message.sent')}
    </p>
  );
}
