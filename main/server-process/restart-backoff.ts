import { SHELL_LIMITS } from '../shell/limits.ts';

/** How long to wait before the host is started again, and how often it has failed by now. */
export interface RestartBackoff {
  /** Milliseconds until the next start; each failure in a row doubles them up to a limit. */
  next: (upForMs: number) => number;
  /** Failures in a row. */
  failures: () => number;
  reset: () => void;
}

export function restartBackoff(): RestartBackoff {
  let failures = 0;
  return {
    next(upForMs) {
      failures = upForMs >= SHELL_LIMITS.restartForgivenMs ? 1 : failures + 1;
      return Math.min(SHELL_LIMITS.restartFirstMs * 2 ** (failures - 1), SHELL_LIMITS.restartMaxMs);
    },
    failures: () => failures,
    reset: () => {
      failures = 0;
    },
  };
}
