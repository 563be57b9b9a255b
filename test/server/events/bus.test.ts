import { describe, expect, it } from 'vitest';
import { Bus } from '../../../server/events/bus.ts';

describe('the bus', () => {
  it('tells every listener of a topic at once, in the order in which they came', () => {
    const bus = new Bus();
    const told: string[] = [];
    bus.on('sessionsEnded', ({ reason }) => told.push(`first ${reason}`));
    bus.on('sessionsEnded', ({ sessionIds }) => told.push(`second ${sessionIds.join()}`));
    bus.publish('sessionsEnded', { sessionIds: [1, 2], reason: 'expired' });
    expect(told).toEqual(['first expired', 'second 1,2']);
  });

  it('keeps topics apart', () => {
    const bus = new Bus();
    const told: unknown[] = [];
    bus.on('committed', (events) => told.push(events));
    bus.publish('sessionsEnded', { sessionIds: [1], reason: 'removed' });
    expect(told).toEqual([]);
  });
});
