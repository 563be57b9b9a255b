import type { PowerSaveBlocker } from 'electron';
import { SHELL_LIMITS } from '../shell/limits.ts';
import type { ShellLog } from '../shell/log.ts';
import type { Shell, ShellState } from '../shell/shell.ts';

export interface KeepAwakeOptions {
  shell: Shell;
  powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  /** Puts `isKeepingAwake` into the shell's state. */
  onKeepingAwake: (isKeepingAwake: boolean) => void;
  log: ShellLog;
}

/** Whether somebody would lose the chat if the machine slept now. The host's own windows don't count. */
export function isNeededAwake({ phase, host, settings, isQuitting }: ShellState): boolean {
  return settings.keepAwake && !isQuitting && phase === 'on' && (host?.people.connectionsElsewhere ?? 0) > 0;
}

/**
 * Keeps the machine from sleeping while people are connected, and a little longer; the screen may go dark.
 * Returns how to stop, which lets it sleep.
 */
export function startKeepAwake(options: KeepAwakeOptions): () => void {
  const { shell, powerSaveBlocker, onKeepingAwake, log } = options;
  let blocker: number | null = null;
  let lingering: NodeJS.Timeout | null = null;

  const hold = (): void => {
    if (lingering) clearTimeout(lingering);
    lingering = null;
    if (blocker !== null) return;
    blocker = powerSaveBlocker.start('prevent-app-suspension');
    log.info('keeping_awake');
    onKeepingAwake(true);
  };
  const letGo = (): void => {
    if (lingering) clearTimeout(lingering);
    lingering = null;
    if (blocker === null) return;
    powerSaveBlocker.stop(blocker);
    blocker = null;
    log.info('sleep_allowed');
    onKeepingAwake(false);
  };
  const decide = (): void => {
    const state = shell.state.get();
    if (isNeededAwake(state)) hold();
    else if (isSwitchedOff(state)) letGo();
    else if (blocker !== null) lingering ??= setTimeout(letGo, SHELL_LIMITS.awakeLingerMs);
  };

  decide();
  const stopWatching = shell.state.onChange(decide);
  return () => {
    stopWatching();
    letGo();
  };
}

/** Then nothing is waited for. */
function isSwitchedOff({ settings, isQuitting }: ShellState): boolean {
  return !settings.keepAwake || isQuitting;
}
