import './host-screen.css';
import { useState } from 'react';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import { useLive } from '../link/admin-context.ts';
import { AddressDialog } from './address-dialog.tsx';
import { Arrivals } from './arrivals.tsx';
import { Figures } from './figures.tsx';
import { HostTools } from './host-tools.tsx';
import { JoinCard } from './join-card.tsx';
import { PrintCard } from './print-card.tsx';
import { Projector } from './projector.tsx';

/** What the host looks at: the way in, who has taken it, and how it is going. */
export function HostScreen() {
  const { say } = useSay();
  const { host } = useLive();
  const [isProjecting, setProjecting] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  if (host === null) return <HostScreenShape />;
  return (
    <div className="host-screen">
      <h1 className="visually-hidden">{say('nav.host')}</h1>
      <JoinCard host={host} />
      <HostTools
        host={host}
        onProject={() => {
          setProjecting(true);
        }}
        onAddress={() => {
          setChoosing(true);
        }}
      />
      <div className="host-screen__side">
        <Arrivals host={host} />
        <Figures host={host} />
      </div>
      {isChoosing && (
        <AddressDialog
          host={host}
          onClose={() => {
            setChoosing(false);
          }}
        />
      )}
      {isProjecting && host.best !== null && (
        <Projector
          host={host}
          best={host.best}
          onClose={() => {
            setProjecting(false);
          }}
        />
      )}
      {host.best !== null && <PrintCard host={host} best={host.best} />}
    </div>
  );
}

/** The shape of what comes, until the host has answered. */
function HostScreenShape() {
  const { say } = useSay();
  return (
    <div className="host-screen" role="status" aria-busy>
      <h1 className="visually-hidden">{say('nav.state.starting')}</h1>
      <div className="host-tools host-screen__tools-shape">
        <SkeletonLines widths={[60]} />
      </div>
      <div className="join-card host-screen__card-shape">
        <span className="host-screen__qr-shape" />
        <SkeletonLines widths={[70, 40]} />
      </div>
      <div className="host-screen__side">
        <div className="panel host-screen__side-shape">
          <SkeletonLines widths={[50, 90, 80, 85]} />
        </div>
      </div>
    </div>
  );
}
