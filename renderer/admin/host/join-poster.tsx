import './join-poster.css';
import type { HostState, JoinAddress } from '../../../server/protocol/admin.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { BigAddress } from './big-address.tsx';
import { shownAddress, shownName } from './join-links.ts';
import { JoinSteps } from './join-steps.tsx';

/** The code, what to do, and the address below: on the host screen and, larger, on a projector. */
export function JoinPoster({ host, best }: { host: HostState; best: JoinAddress }) {
  const { say } = useSay();
  const address = shownAddress(best.url);
  const name = shownName(host);
  const isOpen = !host.join.isPaused && host.join.policy !== 'closed';
  return (
    <div className="join-poster">
      <div className="join-poster__code" data-closed={!isOpen || undefined}>
        <QrCode
          className="join-poster__qr"
          text={address.url}
          label={say('card.qrLabel', { address: address.url })}
        />
      </div>
      <div className="join-poster__steps">
        <JoinSteps host={host} />
      </div>
      <div className="join-poster__address">
        <BigAddress address={address} />
        {name !== null && <p className="join-poster__name">{say('card.or', { name })}</p>}
      </div>
    </div>
  );
}
