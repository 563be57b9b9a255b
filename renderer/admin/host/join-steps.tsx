import './join-steps.css';
import type { ReactNode } from 'react';
import type { HostState } from '../../../server/protocol/admin.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { shownPin } from './join-links.ts';

/** What a newcomer does, one after the other, with the Wi-Fi's name and the PIN where there are any. */
export function JoinSteps({ host }: { host: HostState }) {
  const { say } = useSay();
  const { wifiName, join } = host;
  return (
    <ol className="join-steps" aria-label={say('card.helpLabel')}>
      <Step text={say(wifiName === null ? 'card.step.network' : 'card.step.wifi')} value={wifiName} />
      <Step text={say('card.step.scan')} />
      {join.pin === null ? (
        <Step text={say('card.step.name')} />
      ) : (
        <Step text={say('card.step.pin')} value={<span translate="no">{shownPin(join.pin)}</span>} isNumber />
      )}
    </ol>
  );
}

function Step({
  text,
  value = null,
  isNumber = false,
}: {
  text: string;
  value?: ReactNode;
  isNumber?: boolean;
}) {
  return (
    <li className="join-steps__step">
      <span className="join-steps__text">{text}</span>
      {value !== null && (
        <strong className={isNumber ? 'join-steps__value join-steps__value--number' : 'join-steps__value'}>
          {value}
        </strong>
      )}
    </li>
  );
}
