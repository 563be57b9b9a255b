import { ArrowUpRight } from 'lucide-react';
import type { NearbyHost } from '../../../server/protocol/admin.ts';
import { Button } from '../../shared/components/button.tsx';
import { Lamp } from '../../shared/components/lamp.tsx';
import { useToast } from '../../shared/components/toasts.tsx';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useSay } from '../i18n/admin-strings.ts';
import { useAdmin } from '../link/admin-context.ts';

/** One host: its name, who is there, and the way in. */
export function NearbyLine({ host }: { host: NearbyHost }) {
  const { say } = useSay();
  const label = say('nearby.openNamed', { name: host.name });
  return (
    <li className="panel nearby-line">
      <Lamp size={40} />
      <div className="nearby-line__words">
        <p className="nearby-line__name">{host.name}</p>
        <p className="nearby-line__facts">
          {host.peopleOnline !== null && `${say('nearby.people', { count: host.peopleOnline })} · `}
          {new URL(host.url).host}
        </p>
      </div>
      <OpenButton host={host} label={label} />
    </li>
  );
}

function OpenButton({ host, label }: { host: NearbyHost; label: string }) {
  const { say } = useSay();
  const { desktop } = useAdmin();
  const toast = useToast();
  const reason = useReason();
  if (desktop) {
    return (
      <Button
        aria-label={label}
        onClick={() => {
          void desktop.bridge.openNearby(host.serverId).then((answer) => {
            if (!answer.ok) toast(reason(answer));
          });
        }}
      >
        {say('nearby.open')}
      </Button>
    );
  }
  return (
    <a className="button button--plain" href={host.url} target="_blank" rel="noreferrer" aria-label={label}>
      <span className="button__text">{say('nearby.open')}</span>
      <ArrowUpRight size={18} aria-hidden />
    </a>
  );
}
