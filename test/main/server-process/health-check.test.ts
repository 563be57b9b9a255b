import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startHealthCheck } from '../../../main/server-process/health-check.ts';

let now = 0;
const onStuck = vi.fn();
const onSlept = vi.fn();
const ping = vi.fn(() => new Promise<unknown>(() => undefined));

/** Time in which this process runs. */
async function pass(ms: number): Promise<void> {
  now += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

beforeEach(() => {
  vi.useFakeTimers();
  now = 0;
  for (const spy of [onStuck, onSlept, ping]) spy.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

it('does not take a sleep for a host that is stuck', async () => {
  const health = startHealthCheck({ ping, onStuck, onSlept, now: () => now });
  await pass(10_000);
  expect(ping).toHaveBeenCalledTimes(1);
  // The lid was closed for an hour, and the timer fires when it opens.
  now += 3_600_000;
  await pass(20_000);
  expect(onStuck).not.toHaveBeenCalled();
  expect(onSlept).toHaveBeenCalledTimes(1);
  await pass(10_000);
  expect(ping).toHaveBeenCalledTimes(2);
  await pass(20_000);
  expect(onStuck).toHaveBeenCalledTimes(1);
  health.stop();
});

it('counts from now when it is told to start over, and is quiet when it is stopped', async () => {
  const health = startHealthCheck({ ping, onStuck, onSlept, now: () => now });
  await pass(10_000);
  await pass(15_000);
  health.startOver();
  await pass(9_000);
  expect(onStuck).not.toHaveBeenCalled();
  health.stop();
  await pass(100_000);
  expect(onStuck).not.toHaveBeenCalled();
  expect(ping).toHaveBeenCalledTimes(1);
});
