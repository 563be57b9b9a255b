import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import { Histogram } from '../load/histogram.ts';

describe('the histogram', () => {
  it('has nothing to say of nothing', () => {
    const histogram = new Histogram();
    expect([histogram.count, histogram.percentile(50), histogram.percentile(99), histogram.max]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it.each([0, 1, 255, 256, 257, 1_000, 65_535, 123_456, 5_000_000, 2 ** 30])(
    'gives %i back within a hundredth',
    (value) => {
      const histogram = new Histogram();
      histogram.record(value);
      // Not the largest, which is known exactly.
      histogram.record(2 ** 31);
      expect(histogram.percentile(50)).toBeGreaterThanOrEqual(value);
      expect(histogram.percentile(50)).toBeLessThanOrEqual(value * 1.01);
    },
  );

  it('agrees with sorting', () => {
    const random = seededRandom(3);
    const histogram = new Histogram();
    const values = Array.from({ length: 20_000 }, () => Math.round(10 ** (6 * random.next())));
    for (const value of values) histogram.record(value);
    const sorted = values.sort((a, b) => a - b);
    for (const percent of [1, 25, 50, 90, 99, 99.9]) {
      const exact = sorted[Math.ceil((percent / 100) * sorted.length) - 1]!;
      expect(histogram.percentile(percent)).toBeGreaterThanOrEqual(exact);
      expect(histogram.percentile(percent)).toBeLessThanOrEqual(exact * 1.01 + 1);
    }
    expect(histogram.max).toBe(sorted.at(-1));
  });

  it('counts what is below zero as zero, and what is too large as the largest', () => {
    const histogram = new Histogram();
    histogram.record(-5);
    histogram.record(1e15);
    expect(histogram.percentile(50)).toBe(0);
    expect(histogram.percentile(100)).toBe(2 ** 31 - 1);
  });

  it('begins anew', () => {
    const histogram = new Histogram();
    histogram.record(7, 3);
    expect(histogram.count).toBe(3);
    histogram.reset();
    expect([histogram.count, histogram.percentile(99), histogram.max]).toEqual([0, 0, 0]);
  });
});
