import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import { usernameKey } from '../protocol/text.ts';
import { isLoopback } from './loopback.ts';

interface Failures {
  count: number;
  lastAt: number;
}

/**
 * Slows guessing. By account always: after a few wrong passwords each further try has to wait, twice as long
 * every time up to a minute. By address too, but never on loopback, so that the person at the host can't be
 * locked out by somebody else's guesses.
 */
export class SignInThrottle {
  private readonly now: () => number;
  private readonly byAccount = new Map<string, Failures>();
  private readonly byAddress = new Map<string, Failures>();

  constructor(now: () => number) {
    this.now = now;
  }

  /** @throws AppError `rate_limited` with `retryAfterSeconds` in its details */
  check(username: string, address: string): void {
    const waitMs = Math.max(
      this.accountWaitMs(this.recent(this.byAccount, usernameKey(username))),
      isLoopback(address) ? 0 : this.addressWaitMs(this.recent(this.byAddress, address)),
    );
    if (waitMs > 0) throw new AppError('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }

  fail(username: string, address: string): void {
    this.count(this.byAccount, usernameKey(username));
    this.count(this.byAddress, address);
  }

  succeed(username: string): void {
    this.byAccount.delete(usernameKey(username));
  }

  private accountWaitMs(failures: Failures | undefined): number {
    if (!failures || failures.count < LIMITS.signInFailuresFree) return 0;
    const doublings = Math.min(failures.count - LIMITS.signInFailuresFree, 10);
    const seconds = Math.min(LIMITS.signInDelayFirstSeconds * 2 ** doublings, LIMITS.signInDelayMaxSeconds);
    return failures.lastAt + seconds * 1000 - this.now();
  }

  private addressWaitMs(failures: Failures | undefined): number {
    if (!failures || failures.count < LIMITS.signInFailuresPerAddress) return 0;
    return failures.lastAt + LIMITS.signInDelayMaxSeconds * 1000 - this.now();
  }

  private recent(map: Map<string, Failures>, key: string): Failures | undefined {
    const failures = map.get(key);
    const age = failures ? this.now() - failures.lastAt : 0;
    // Also when the clock was set back: a failure "in the future" would lock for as long.
    if (age < 0 || age > LIMITS.signInFailuresWindowMs) {
      map.delete(key);
      return undefined;
    }
    return failures;
  }

  private count(map: Map<string, Failures>, key: string): void {
    const count = (this.recent(map, key)?.count ?? 0) + 1;
    map.delete(key);
    map.set(key, { count, lastAt: this.now() });
    if (map.size <= LIMITS.limiterKeysMax) return;
    for (const oldest of map.keys()) {
      map.delete(oldest);
      return;
    }
  }
}
