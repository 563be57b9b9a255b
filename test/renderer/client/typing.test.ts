import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { createTyping, type Typing } from '../../../renderer/client/typing.ts';
import { ManualClock } from './support/manual-clock.ts';

let clock: ManualClock;
let shown: Record<string, readonly string[]>;
let typing: Typing;
const tell = vi.fn<(roomId: string) => void>();

beforeEach(() => {
  clock = new ManualClock();
  shown = {};
  tell.mockReset();
  typing = createTyping({
    effects: clock,
    changed: (rooms) => {
      shown = Object.fromEntries(rooms);
    },
    tell,
  });
});

describe('who is typing', () => {
  it('is forgotten after 5 s', async () => {
    typing.heard('10', ['2']);
    await clock.pass(3_000);
    typing.heard('10', ['3']);
    expect(shown).toEqual({ '10': ['2', '3'] });
    await clock.pass(2_000);
    expect(shown).toEqual({ '10': ['3'] });
    await clock.pass(3_000);
    expect(shown).toEqual({});
    expect(clock.pendingCount).toBe(0);
  });

  it('stays while they go on', async () => {
    for (let beat = 0; beat < 5; beat++) {
      typing.heard('10', ['2']);
      await clock.pass(LIMITS.typingRepeatMs);
      expect(shown).toEqual({ '10': ['2'] });
    }
  });

  it('is over with their message', () => {
    typing.heard('10', ['2']);
    typing.heard('11', ['2']);
    typing.stopped('10', '2');
    expect(shown).toEqual({ '11': ['2'] });
  });

  it('is unknown without a connection', () => {
    typing.heard('10', ['2']);
    typing.clear();
    expect(shown).toEqual({});
    expect(clock.pendingCount).toBe(0);
  });
});

describe('telling that one types', () => {
  it('happens every two seconds at most, for each room', async () => {
    for (let key = 0; key < 40; key++) {
      typing.tell('10');
      await clock.pass(100);
    }
    typing.tell('11');
    expect(tell.mock.calls.map(([roomId]) => roomId)).toEqual(['10', '10', '11']);
  });

  it('happens at once after a message was sent', () => {
    typing.tell('10');
    typing.sent('10');
    typing.tell('10');
    expect(tell).toHaveBeenCalledTimes(2);
  });
});
