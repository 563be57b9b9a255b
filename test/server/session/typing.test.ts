import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Typing } from '../../../server/session/typing.ts';

describe('typing', () => {
  let told: [roomId: number, userIds: number[]][];
  let typing: Typing;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    typing = new Typing((roomId, userIds) => told.push([roomId, userIds]), Date.now);
  });
  afterEach(() => {
    typing.stop();
    vi.useRealTimers();
  });

  it('tells each room once a batch who types there', () => {
    typing.typing(1, 10);
    typing.typing(2, 10);
    typing.typing(3, 20);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(LIMITS.typingBatchMs);
    expect(told).toEqual([
      [10, [1, 2]],
      [20, [3]],
    ]);
  });

  it('passes on one keystroke of many, and the next after a while', () => {
    for (let i = 0; i < 10; i++) {
      typing.typing(1, 10);
      vi.advanceTimersByTime(50);
    }
    expect(told).toEqual([[10, [1]]]);
    vi.advanceTimersByTime(LIMITS.typingRepeatMs);
    typing.typing(1, 10);
    vi.advanceTimersByTime(LIMITS.typingBatchMs);
    expect(told).toHaveLength(2);
  });

  it('names no more than a few', () => {
    for (let userId = 1; userId <= 50; userId++) typing.typing(userId, 10);
    vi.advanceTimersByTime(LIMITS.typingBatchMs);
    expect(told[0]?.[1]).toHaveLength(LIMITS.typingNamesMax);
  });

  it('goes on when the clock is set back', () => {
    typing.typing(1, 10);
    vi.advanceTimersByTime(LIMITS.typingBatchMs);
    vi.setSystemTime(Date.now() - 3_600_000);
    typing.typing(1, 10);
    vi.advanceTimersByTime(LIMITS.typingBatchMs);
    expect(told).toHaveLength(2);
  });

  it('leaves no timer behind when it stops', () => {
    typing.typing(1, 10);
    typing.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
