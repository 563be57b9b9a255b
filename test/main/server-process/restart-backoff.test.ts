import { expect, it } from 'vitest';
import { restartBackoff } from '../../../main/server-process/restart-backoff.ts';

it('doubles up to half a minute', () => {
  const backoff = restartBackoff();
  expect(Array.from({ length: 9 }, () => backoff.next(0))).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
  expect(backoff.failures()).toBe(9);
});

it('begins anew after a minute without a fault, and when it is told to', () => {
  const backoff = restartBackoff();
  backoff.next(0);
  backoff.next(0);
  expect(backoff.next(60_000)).toBe(500);
  expect(backoff.failures()).toBe(1);
  backoff.next(0);
  backoff.reset();
  expect(backoff.failures()).toBe(0);
  expect(backoff.next(0)).toBe(500);
});
