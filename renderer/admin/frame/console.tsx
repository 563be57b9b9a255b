import './console.css';
import { useEffect } from 'react';
import { HostScreen } from '../host/host-screen.tsx';
import { AdminContext, useAdmin, useLive } from '../link/admin-context.ts';
import type { AdminHost } from '../link/admin-host.ts';
import type { Desktop } from '../link/desktop.ts';
import { NearbyPage } from '../nearby/nearby-page.tsx';
import { NetworkPage } from '../network/network-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { conditionOf, type Condition } from './condition.ts';
import { LostNotice, LostStrip, ProblemNotice, StartingNotice } from './honest-states.tsx';
import { Navigation } from './navigation.tsx';
import { useSection, type Section } from './sections.ts';

/** The admin page proper: its parts at the side, the one that is open beside them. */
export function Console({ host, desktop }: { host: AdminHost; desktop: Desktop | null }) {
  return (
    <AdminContext value={{ host, desktop }}>
      <Frame />
    </AdminContext>
  );
}

function Frame() {
  const { desktop } = useAdmin();
  const live = useLive();
  const section = useSection();
  const condition = conditionOf(live, desktop?.state.phase ?? null);
  const place = live.host?.name ?? desktop?.state.suggestedServerName ?? 'Porchlight';

  useEffect(() => {
    document.title = place === 'Porchlight' ? place : `${place} · Porchlight`;
  }, [place]);

  return (
    <div className="console">
      <Navigation section={section} condition={condition} place={place} />
      <main className="console__main" key={section}>
        {condition === 'lost' && live.heardAt !== null && <LostStrip heardAt={live.heardAt} />}
        <Content section={section} condition={condition} isKnown={live.host !== null} />
      </main>
    </div>
  );
}

function Content({
  section,
  condition,
  isKnown,
}: {
  section: Section;
  condition: Condition;
  isKnown: boolean;
}) {
  // What belongs to this computer works while the host does not.
  if (section === 'settings') return <SettingsPage />;
  if (condition === 'problem') return <ProblemNotice />;
  if (condition === 'lost' && !isKnown) return <LostNotice />;
  if (condition === 'starting' && isKnown) return <StartingNotice />;
  if (section === 'network') return <NetworkPage />;
  if (section === 'nearby') return <NearbyPage />;
  return <HostScreen />;
}
