import { SHELL_LIMITS } from '../shell/limits.ts';

export interface HealthCheckOptions {
  /** Resolves when the host answers. */
  ping: () => Promise<unknown>;
  onStuck: () => void;
  /** The machine slept although the system said nothing of it. */
  onSlept: () => void;
  now?: () => number;
}

export interface HealthCheck {
  /** After a sleep: whatever was due then counts from now. */
  startOver: () => void;
  stop: () => void;
}

/**
 * Asks the host again and again whether its event loop turns. A check that itself comes late judges nothing: then the
 * machine slept, and the host with it.
 */
export function startHealthCheck({
  ping,
  onStuck,
  onSlept,
  now = () => performance.timeOrigin + performance.now(),
}: HealthCheckOptions): HealthCheck {
  let timer: NodeJS.Timeout | undefined;
  let dueAt = 0;
  let round = 0;

  const after = (ms: number, then: () => void): void => {
    clearTimeout(timer);
    dueAt = now() + ms;
    timer = setTimeout(() => {
      if (now() - dueAt > SHELL_LIMITS.healthLatenessMs) {
        onSlept();
        startOver();
      } else then();
    }, ms);
  };
  const check = (): void => {
    const own = ++round;
    after(SHELL_LIMITS.healthAnswerMs, onStuck);
    ping().then(
      () => {
        if (own === round) after(SHELL_LIMITS.healthEveryMs, check);
      },
      // Its end is told elsewhere; silence is what the timer is for.
      () => undefined,
    );
  };
  const startOver = (): void => {
    round++;
    after(SHELL_LIMITS.healthEveryMs, check);
  };

  startOver();
  return {
    startOver,
    stop: () => {
      round++;
      clearTimeout(timer);
    },
  };
}
