import { SHELL_LIMITS } from '../shell/limits.ts';
import type { ShellLog } from '../shell/log.ts';
import type { Shell, ShellState } from '../shell/shell.ts';
import { textsIn } from '../texts/texts.ts';
import type { UpdateEngine } from './update-engine.ts';
import { updateFailure, updateState, type UpdateStep } from './update-step.ts';

export interface UpdatesOptions {
  shell: Shell;
  loadEngine: () => Promise<UpdateEngine>;
  /** Puts `update` into the shell's state. */
  onUpdate: (update: ShellState['update']) => void;
  log: ShellLog;
}

export interface Updates {
  /** Looks now; does nothing without a feed. */
  check: () => void;
  stop: () => void;
}

/** Looks for updates while there is a feed to ask. Without one nothing is loaded and nothing is asked. */
export function startUpdates({ shell, loadEngine, onUpdate, log }: UpdatesOptions): Updates {
  let step: UpdateStep = { status: 'off' };
  let engine: UpdateEngine | null = null;
  let timer: NodeJS.Timeout | null = null;
  /** Answers about a feed that is no longer the one are dropped. */
  let feed: string | null = null;

  const show = (next: UpdateStep): void => {
    step = next;
    onUpdate(updateState(step, textsIn(shell.state.get().language)));
  };
  const checkAfter = (ms: number): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(check, ms);
    // Nothing waits for the next check.
    timer.unref();
  };
  const check = (): void => {
    if (feed === null || step.status === 'checking') return;
    checkAfter(SHELL_LIMITS.updateCheckEveryMs);
    // A download goes on by itself; asking again would begin it anew.
    if (step.status === 'ready' || (step.status === 'available' && !step.isByHand)) return;
    show({ status: 'checking' });
    void ask(feed);
  };
  const ask = async (asked: string): Promise<void> => {
    const showIfCurrent = (next: UpdateStep): void => {
      if (asked === feed) show(next);
    };
    try {
      engine ??= await loadEngine();
      const found = await engine.check(asked);
      if (!found) {
        showIfCurrent({ status: 'idle', isChecked: true });
        return;
      }
      const { version, downloaded } = found;
      showIfCurrent({ status: 'available', version, isByHand: downloaded === null });
      if (downloaded === null) return;
      await downloaded;
      if (asked !== feed) engine.forget();
      showIfCurrent({ status: 'ready', version });
    } catch (error) {
      log.warn('update_check_failed', { reason: String(error) });
      showIfCurrent({ status: 'failed', failure: updateFailure(error) });
    }
  };
  const follow = (next: string | null): void => {
    if (next === feed) return;
    feed = next;
    if (timer) clearTimeout(timer);
    engine?.forget();
    show(feed === null ? { status: 'off' } : { status: 'idle', isChecked: false });
    if (feed !== null) checkAfter(SHELL_LIMITS.updateFirstCheckAfterMs);
  };

  follow(shell.state.get().settings.updateFeed);
  const stopWatching = shell.state.onChange((now, before) => {
    follow(now.settings.updateFeed);
    if (now.language !== before.language) show(step);
  });
  return {
    check,
    stop() {
      stopWatching();
      if (timer) clearTimeout(timer);
    },
  };
}
