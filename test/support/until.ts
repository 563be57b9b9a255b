import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 5;
const PATIENCE_MS = 30_000;

/**
 * Waits for something that announces itself nowhere. The bound only tells a hang from a busy machine.
 *
 * @param what the words of the error where it never comes; a function where it can say how far things got
 */
export async function until(
  isTrue: () => boolean,
  what: string | (() => string),
  timeoutMs = PATIENCE_MS,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!isTrue()) {
    if (performance.now() > deadline) {
      throw new Error(`Not within ${timeoutMs} ms: ${typeof what === 'string' ? what : what()}`);
    }
    await delay(LOOK_AGAIN_MS);
  }
}
