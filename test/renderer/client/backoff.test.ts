import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../renderer/client/backoff.ts';

describe('backoff', () => {
  it('is spread between nothing and twice as much each time, up to the cap', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7].map((attempt) => backoffMs(attempt, 500, 15_000, () => 1));
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(backoffMs(5, 500, 15_000, () => 0)).toBe(0);
    expect(backoffMs(5, 500, 15_000, () => 0.25)).toBe(2_000);
  });

  it('stays at the cap after thousands of tries', () => {
    expect(backoffMs(5_000, 500, 15_000, () => 1)).toBe(15_000);
  });
});
