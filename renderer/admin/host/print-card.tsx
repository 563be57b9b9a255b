import './print-card.css';
import type { HostState, JoinAddress } from '../../../server/protocol/admin.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { BigAddress } from './big-address.tsx';
import { JoinHelp } from './join-help.tsx';
import { shownAddress, shownName } from './join-links.ts';
import { JoinSteps } from './join-steps.tsx';

/** The join card on paper: one page, dark on white, whatever the screen looks like. Not shown on the screen. */
export function PrintCard({ host, best }: { host: HostState; best: JoinAddress }) {
  const { say } = useSay();
  const address = shownAddress(best.url);
  const name = shownName(host);
  return (
    <article className="print-card">
      <p className="print-card__name">{host.name}</p>
      <QrCode className="print-card__qr" text={address.url} />
      <div className="print-card__address">
        <BigAddress address={address} />
        {name !== null && <p className="print-card__local">{say('card.or', { name })}</p>}
      </div>
      <JoinSteps host={host} />
      <div className="print-card__help">
        <JoinHelp />
        <p className="print-card__foot">{say('card.printFoot')}</p>
      </div>
    </article>
  );
}
