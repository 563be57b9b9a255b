import './nearby-page.css';
import type { NearbyHost } from '../../../server/protocol/admin.ts';
import { Button } from '../../shared/components/button.tsx';
import { Lamp } from '../../shared/components/lamp.tsx';
import { Notice } from '../../shared/components/notice.tsx';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { PageHead } from '../frame/page-head.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { NearbyLine } from './nearby-line.tsx';
import { useNearby } from './use-nearby.ts';

/** Other hosts on this network; the app is a client too. */
export function NearbyPage() {
  const { say } = useSay();
  const { hosts, failure, tryAgain } = useNearby();
  const { t } = useStrings();
  const reason = useReason();
  return (
    <div className="page">
      <PageHead title={say('nearby.title')} text={say('nearby.text')} />
      {failure !== null && (
        <div role="alert">
          <Notice title={say('nearby.failed')} text={reason(failure)}>
            <Button onClick={tryAgain}>{t('common.tryAgain')}</Button>
          </Notice>
        </div>
      )}
      {failure === null && (hosts === null ? <Shape /> : <Hosts hosts={hosts} />)}
    </div>
  );
}

function Hosts({ hosts }: { hosts: readonly NearbyHost[] }) {
  const { say } = useSay();
  if (hosts.length === 0) {
    return (
      <Notice
        icon={<Lamp size={56} isLit={false} />}
        title={say('nearby.none')}
        text={say('nearby.noneText')}
      />
    );
  }
  return (
    <ul className="nearby-list">
      {hosts.map((host) => (
        <NearbyLine key={host.serverId} host={host} />
      ))}
    </ul>
  );
}

/** The shape of a list to come. */
function Shape() {
  const { say } = useSay();
  return (
    <div className="nearby-list" role="status" aria-busy>
      <span className="visually-hidden">{say('nearby.loading')}</span>
      {[0, 1].map((line) => (
        <div key={line} className="panel">
          <SkeletonLines widths={[40, 60]} />
        </div>
      ))}
    </div>
  );
}
