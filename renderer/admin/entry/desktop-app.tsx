import { useEffect, useState } from 'react';
import type { DesktopBridge, DesktopState } from '../../../main/bridge/contract.ts';
import { LoadingPage } from '../../shared/porch/loading-page.tsx';
import { Porch } from '../../shared/porch/porch.tsx';
import { Console } from '../frame/console.tsx';
import { Problem } from '../frame/honest-states.tsx';
import { useSay } from '../i18n/admin-strings.ts';
import type { Desktop } from '../link/desktop.ts';
import type { AdminEntrance } from './entrance.ts';
import { FirstRunPage } from './first-run-page.tsx';
import { useSharedLanguage } from './use-shared-language.ts';

/** The page in the desktop app's window: the shell knows how things stand before the host does. */
export function DesktopApp({ entrance, bridge }: { entrance: AdminEntrance; bridge: DesktopBridge }) {
  const { say } = useSay();
  const state = useDesktopState(bridge);
  const [wasOn, setWasOn] = useState(false);
  if (state?.phase === 'on' && !wasOn) setWasOn(true);
  useSharedLanguage(bridge, state);

  if (state === null) return <LoadingPage />;
  if (wasOn) return <DesktopConsole entrance={entrance} desktop={{ bridge, state }} />;
  if (state.phase === 'first-run') return <FirstRunPage bridge={bridge} state={state} door={entrance.door} />;
  if (state.phase === 'problem') {
    return (
      <main className="full-page">
        <Problem desktop={{ bridge, state }} />
      </main>
    );
  }
  return <Porch isLit={false} title={say('starting.title')} text={say('starting.text')} />;
}

/** From the first "on" to the end of the page, whatever becomes of the host meanwhile. */
function DesktopConsole({ entrance, desktop }: { entrance: AdminEntrance; desktop: Desktop }) {
  const [host] = useState(entrance.open);
  const isOn = desktop.state.phase === 'on';
  useEffect(() => {
    // The shell knows sooner than the next try would tell.
    if (isOn && host.live.get().link.kind === 'lost') host.live.tryNow();
  }, [isOn, host]);
  return <Console host={host} desktop={desktop} />;
}

function useDesktopState(bridge: DesktopBridge): DesktopState | null {
  const [state, setState] = useState<DesktopState | null>(null);
  useEffect(() => {
    const stop = bridge.onState(setState);
    // A change that came meanwhile is newer than this answer.
    void bridge.getState().then((first) => {
      setState((known) => known ?? first);
    });
    return stop;
  }, [bridge]);
  return state;
}
