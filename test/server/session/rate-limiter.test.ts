import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { RateLimiter } from '../../../server/session/rate-limiter.ts';

function limiter(perSecond: number, burst: number) {
  const clock = { now: 0 };
  return { clock, limiter: new RateLimiter(perSecond, burst, () => clock.now) };
}

describe('the rate limiter', () => {
  it('gives a burst at once and then one at a time', () => {
    const { clock, limiter: limited } = limiter(2, 3);
    expect([1, 2, 3].map(() => limited.take('a'))).toEqual([0, 0, 0]);
    expect(limited.take('a')).toBe(0.5);
    clock.now = 500;
    expect(limited.take('a')).toBe(0);
    expect(limited.take('a')).toBe(0.5);
  });

  it('counts each key by itself', () => {
    const { limiter: limited } = limiter(1, 1);
    expect([limited.take('a'), limited.take('b'), limited.take('a')]).toEqual([0, 0, 1]);
  });

  it('never saves up more than the burst', () => {
    const { clock, limiter: limited } = limiter(10, 2);
    limited.take('a');
    clock.now = 1e9;
    expect([1, 2, 3].map(() => limited.take('a') === 0)).toEqual([true, true, false]);
  });

  it('loses nothing to being asked too often while it waits', () => {
    const { clock, limiter: limited } = limiter(1, 1);
    limited.take('a');
    for (let ms = 10; ms < 1_000; ms += 10) {
      clock.now = ms;
      expect(limited.take('a')).toBeGreaterThan(0);
    }
    clock.now = 1_001;
    expect(limited.take('a')).toBe(0);
  });

  it('goes on when the clock is set back', () => {
    const { clock, limiter: limited } = limiter(1, 1);
    clock.now = 1e9;
    limited.take('a');
    clock.now = 0;
    expect(limited.take('a')).toBe(1);
    clock.now = 1_000;
    expect(limited.take('a')).toBe(0);
  });

  it('forgets the oldest key where there are too many', () => {
    const { limiter: limited } = limiter(1, 1);
    limited.take('first');
    for (let i = 1; i < LIMITS.limiterKeysMax; i++) limited.take(`key ${i}`);
    expect(limited.take('first')).toBeGreaterThan(0);
    limited.take('one more');
    expect(limited.take('first')).toBeGreaterThan(0);
    for (let i = 0; i < LIMITS.limiterKeysMax; i++) limited.take(`another ${i}`);
    expect(limited.take('first')).toBe(0);
  });

  it('never allows more than burst and rate together, however the asking falls', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }),
        (perSecond, burst, gaps) => {
          const { clock, limiter: limited } = limiter(perSecond, burst);
          let allowed = 0;
          for (const gap of gaps) {
            clock.now += gap;
            if (limited.take('a') === 0) allowed++;
            expect(allowed).toBeLessThanOrEqual(burst + (clock.now / 1000) * perSecond + 1e-6);
          }
        },
      ),
    );
  });
});
