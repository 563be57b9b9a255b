import { expect, it } from 'vitest';
import { MinuteCounter } from '../../../server/services/minute-counter.ts';

it('counts the last minute, second by second', () => {
  let now = 1_000_000;
  const counter = new MinuteCounter(() => now);
  counter.add(2);
  now += 30_000;
  counter.add(3);
  expect(counter.total()).toBe(5);
  now += 29_999;
  expect(counter.total()).toBe(5);
  now += 1;
  expect(counter.total()).toBe(3);
  now += 30_000;
  expect(counter.total()).toBe(0);
  counter.add(1);
  now += 3_600_000;
  expect(counter.total()).toBe(0);
  counter.add(7);
  expect(counter.total()).toBe(7);
});
