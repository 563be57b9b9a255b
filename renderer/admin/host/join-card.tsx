import './join-card.css';
import { DoorClosed, WifiOff } from 'lucide-react';
import type { HostState } from '../../../server/protocol/admin.ts';
import { Notice } from '../../shared/components/notice.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { JoinHelp } from './join-help.tsx';
import { JoinPoster } from './join-poster.tsx';

/** Everything somebody in the room needs in order to come in. */
export function JoinCard({ host }: { host: HostState }) {
  const { say } = useSay();
  const { best } = host;
  return (
    <section className="join-card" aria-label={say('card.helpLabel')}>
      <ClosedBanner host={host} />
      {best === null ? (
        <Notice
          icon={<WifiOff size={48} aria-hidden />}
          title={say('card.noNetwork')}
          text={say('card.noNetworkText')}
        >
          <a href="#network">{say('nobody.check')}</a>
        </Notice>
      ) : (
        <>
          <JoinPoster host={host} best={best} />
          <JoinHelp />
        </>
      )}
    </section>
  );
}

function ClosedBanner({ host: { join } }: { host: HostState }) {
  const { say } = useSay();
  if (!join.isPaused && join.policy !== 'closed') return null;
  // A host that takes nobody at all is a choice made in the settings; a pause is undone here.
  const isPause = join.policy !== 'closed';
  return (
    <div className="join-card__banner" role="status">
      <DoorClosed size={22} aria-hidden />
      <p className="join-card__banner-words">
        <strong>{say(isPause ? 'card.paused' : 'card.closed')}</strong>{' '}
        {say(isPause ? 'card.pausedText' : 'card.closedText')}
      </p>
    </div>
  );
}
