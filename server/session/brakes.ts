import { LIMITS } from '../protocol/limits.ts';
import { RateLimiter } from './rate-limiter.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

/** What slows those who are too fast, shared by every door: whoever is refused at one is not let in at the other. */
export interface Brakes {
  signIns: SignInThrottle;
  /** New accounts, by address. Null, as those below, where rate limits are off. */
  joins: RateLimiter | null;
  /** Messages, by person, over the WebSocket and over HTTP together. */
  sends: RateLimiter | null;
  /** HTTP requests, by person or address. */
  requests: RateLimiter | null;
}

export function createBrakes(now: () => number, hasRateLimits: boolean): Brakes {
  return {
    signIns: new SignInThrottle(now),
    joins: hasRateLimits
      ? new RateLimiter(LIMITS.joinsPerSecondPerAddress, LIMITS.joinsBurstPerAddress, now)
      : null,
    sends: hasRateLimits ? new RateLimiter(LIMITS.sendsPerSecond, LIMITS.sendsBurst, now) : null,
    requests: hasRateLimits ? new RateLimiter(LIMITS.requestsPerSecond, LIMITS.requestsBurst, now) : null,
  };
}
