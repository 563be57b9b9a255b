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

  /**
   * Makes one attempt. It counts as failed until it has succeeded: guesses made side by side must wait like
   * those made one after another.
   *
   * @param signIn resolves where the password was right, throws `wrong_credentials` where it was not
   * @throws AppError `rate_limited` with `retryAfterSeconds` in its details, and whatever `signIn` throws
   */
  async attempt<T>(username: string, address: string, signIn: () => Promise<T>): Promise<T> {
    const key = usernameKey(username);
    this.check(key, address);
    this.count(this.byAccount, key);
    try {
      const result = await signIn();
      this.byAccount.delete(key);
      return result;
    } catch (error) {
      // By address only what has truly failed: a classroom behind one router signs in together.
      if (error instanceof AppError && error.code === 'wrong_credentials')
        this.count(this.byAddress, address);
      else this.takeBack(key);
      throw error;
    }
  }

  private check(key: string, address: string): void {
    const waitMs = Math.max(
      this.accountWaitMs(this.recent(this.byAccount, key)),
      isLoopback(address) ? 0 : this.addressWaitMs(this.recent(this.byAddress, address)),
    );
    if (waitMs > 0) throw new AppError('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }

  /** The attempt said nothing about the password: the host was busy, the disk full. */
  private takeBack(key: string): void {
    const failures = this.byAccount.get(key);
    if (failures) failures.count--;
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
