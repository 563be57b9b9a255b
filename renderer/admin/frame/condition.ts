import type { DesktopState } from '../../../main/bridge/contract.ts';
import type { LiveSnapshot } from '../link/live-host.ts';

/** How the host is, in one word. The shell knows of a start and a fault before the stream can tell. */
export type Condition = 'starting' | 'on' | 'paused' | 'problem' | 'lost';

export function conditionOf(
  { host, link }: LiveSnapshot,
  phase: DesktopState['phase'] | null = null,
): Condition {
  if (phase === 'problem') return 'problem';
  if (phase === 'starting' || phase === 'first-run') return 'starting';
  if (link.kind === 'lost' || link.kind === 'refused') return 'lost';
  if (host === null) return 'starting';
  return host.join.isPaused || host.join.policy === 'closed' ? 'paused' : 'on';
}
