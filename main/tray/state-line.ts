import type { ShellState } from '../shell/shell.ts';
import type { Texts } from '../texts/texts.ts';

/** What the tray and the menus can say of the shell. */
export type ShellStatus = 'starting' | 'first-run' | 'on' | 'paused' | 'problem';

type Seen = Pick<ShellState, 'phase' | 'problem' | 'host'>;

export function statusOf({ phase, host }: Seen): ShellStatus {
  if (phase === 'on') return host?.join.isPaused === true ? 'paused' : 'on';
  return phase;
}

/** The state in one line, for the top of the tray menu and its tooltip. */
export function stateLine(state: Seen, { state: texts }: Texts): string {
  const online = state.host?.people.online ?? 0;
  const status = statusOf(state);
  switch (status) {
    case 'starting':
      return texts.starting;
    case 'first-run':
      return texts.firstRun;
    case 'on':
      return texts.on(online);
    case 'paused':
      return texts.paused(online);
    case 'problem':
      return state.problem?.isRestarting === true ? texts.restarting : texts.problem;
  }
}
