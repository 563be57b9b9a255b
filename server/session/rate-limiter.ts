import { LIMITS } from '../protocol/limits.ts';

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Token buckets by key: `burst` at once, `perSecond` in the long run. The oldest keys are forgotten beyond
 * a bound, so that a stranger inventing keys can't fill the memory.
 */
export class RateLimiter {
  private readonly perSecond: number;
  private readonly burst: number;
  private readonly now: () => number;
  private readonly buckets = new Map<string, Bucket>();

  constructor(perSecond: number, burst: number, now: () => number) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.now = now;
  }

  /** Takes one token. @returns 0, or after how many seconds there will be one */
  take(key: string): number {
    const now = this.now();
    const known = this.buckets.get(key);
    // A clock set back must not freeze a bucket: time never counts as negative.
    const passed = known ? Math.max(0, now - known.at) / 1000 : 0;
    const tokens = known ? Math.min(this.burst, known.tokens + passed * this.perSecond) : this.burst;
    const isAllowed = tokens >= 1;
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
    if (this.buckets.size > LIMITS.limiterKeysMax) this.forgetOldest();
    return isAllowed ? 0 : (1 - tokens) / this.perSecond;
  }

  private forgetOldest(): void {
    for (const key of this.buckets.keys()) {
      this.buckets.delete(key);
      return;
    }
  }
}
