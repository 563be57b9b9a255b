import type { Effects } from './effects.ts';

const TICK_MS = 5_000;
/** A timer this late has not been held up by work: the machine or the tab slept. */
export const LATE_MS = 10_000;

/**
 * Tells when the page may have slept or the network may have changed: a timer came much too late, the browser says
 * it is online again, or the page is looked at again. Gives the way to stop.
 */
export function watchForWake(
  effects: Pick<Effects, 'now' | 'setTimer' | 'clearTimer' | 'onWake'>,
  woke: () => void,
): () => void {
  let timer = 0;
  let dueAt = 0;

  function arm(): void {
    dueAt = effects.now() + TICK_MS;
    timer = effects.setTimer(tick, TICK_MS);
  }

  function tick(): void {
    const isLate = effects.now() - dueAt > LATE_MS;
    arm();
    if (isLate) woke();
  }

  arm();
  const stopListening = effects.onWake(woke);
  return () => {
    effects.clearTimer(timer);
    stopListening();
  };
}
