import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { ClientConnection } from '../../../server/transport/client-connection.ts';
import { Heartbeat } from '../../../server/transport/heartbeat.ts';

describe('Heartbeat', () => {
  let connections: ReturnType<typeof connection>[];
  let heartbeat: Heartbeat;

  function connection(isAlive: boolean) {
    const own = {
      heardAt: performance.now(),
      pingedAt: performance.now(),
      pings: 0,
      isClosed: false,
      ping: () => {
        own.pings++;
        if (isAlive) own.heardAt = performance.now();
      },
      close: () => {
        own.isClosed = true;
      },
    };
    return own;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    connections = [connection(true), connection(false)];
    heartbeat = new Heartbeat(() => connections as unknown as ClientConnection[]);
  });
  afterEach(() => {
    heartbeat.stop();
    vi.useRealTimers();
  });

  it('lets go of who is silent for long', () => {
    vi.advanceTimersByTime(LIMITS.silenceTimeoutMs + 10_000);
    expect(connections.map(({ isClosed }) => isClosed)).toEqual([false, true]);
  });

  it('finds out after a wake within seconds who is still there', () => {
    vi.advanceTimersByTime(1_000);
    heartbeat.wake();
    expect(connections.map(({ pings }) => pings)).toEqual([1, 1]);
    vi.advanceTimersByTime(5_000);
    expect(connections.map(({ isClosed }) => isClosed)).toEqual([false, false]);
    vi.advanceTimersByTime(LIMITS.wakeAnswerTimeoutMs + 5_000);
    expect(connections.map(({ isClosed }) => isClosed)).toEqual([false, true]);
  });
});
