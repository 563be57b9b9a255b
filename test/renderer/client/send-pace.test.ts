import { describe, expect, it } from 'vitest';
import { createSendPace } from '../../../renderer/client/send-pace.ts';

describe('the pace of sending', () => {
  it('allows a burst, then the rate', () => {
    let now = 0;
    const pace = createSendPace(5, 3, () => now);
    expect([pace.take(), pace.take(), pace.take()]).toEqual([0, 0, 0]);
    expect(pace.take()).toBe(200);
    now = 150;
    expect(pace.take()).toBe(50);
    now = 200;
    expect(pace.take()).toBe(0);
    now = 60_000;
    expect([pace.take(), pace.take(), pace.take(), pace.take()]).toEqual([0, 0, 0, 200]);
  });

  it('does not mind a clock that was set back', () => {
    let now = 10_000;
    const pace = createSendPace(5, 1, () => now);
    pace.take();
    now = 0;
    expect(pace.take()).toBe(200);
  });
});
