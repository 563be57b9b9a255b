import { useState } from 'react';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { messageGist } from '../message/message-gist.ts';
import type { Row } from './build-rows.ts';

/** Enough to follow a talk; the rest is in the list. */
const KEPT = 5;

/**
 * Reads new messages of others to screen readers. The list itself stays silent: rows come and go there with
 * every scroll.
 */
export function Announcer({ rows, ownId }: { rows: readonly Row[]; ownId: string }) {
  const { t } = useStrings();
  const latest = rows.findLast(({ message }) => message.seq !== null)?.message.seq ?? 0;
  // Everything that was here when the room was opened is not news.
  const [firstSeq] = useState(latest);
  const news = rows.filter(
    ({ message }) =>
      message.seq !== null && message.seq > firstSeq && message.senderId !== ownId && !message.deletedAt,
  );
  return (
    <div className="visually-hidden" role="log" aria-live="polite">
      {news.slice(-KEPT).map(({ key, message }) => (
        <p key={key}>{t('timeline.announce', { name: message.senderName, text: messageGist(message, t) })}</p>
      ))}
    </div>
  );
}
