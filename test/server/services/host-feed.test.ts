import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostState } from '../../../server/protocol/admin.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { HostFeed } from '../../../server/services/host-feed.ts';

describe('HostFeed', () => {
  let state: Pick<HostState, 'name'>;
  let looks: number;
  let feed: HostFeed;

  beforeEach(() => {
    vi.useFakeTimers();
    looks = 0;
    state = { name: 'Porch' };
    feed = new HostFeed(() => {
      looks++;
      return structuredClone(state) as HostState;
    });
  });
  afterEach(() => {
    feed.stop();
    vi.useRealTimers();
  });

  it('tells every listener of a change, once, and at most once a second', () => {
    const told: string[] = [];
    feed.watch(({ json }) => told.push(`a ${json}`));
    feed.watch((news) => told.push(`b ${news.state.name}`));
    for (const name of ['1', '2', '3']) {
      state = { name };
      vi.advanceTimersByTime(LIMITS.hostStateIntervalMs / 4);
    }
    vi.advanceTimersByTime(LIMITS.hostStateIntervalMs * 3);
    expect(told).toEqual(['a {"name":"3"}', 'b 3']);
  });

  it('looks only while somebody listens', () => {
    vi.advanceTimersByTime(60_000);
    expect(looks).toBe(0);
    const end = feed.watch(() => undefined);
    vi.advanceTimersByTime(5_000);
    end();
    const before = looks;
    expect(before).toBeGreaterThan(1);
    vi.advanceTimersByTime(60_000);
    expect(looks).toBe(before);
  });

  it('tells a listener that comes back of what changes from then on', () => {
    const told: string[] = [];
    feed.watch(() => told.push('old'))();
    state = { name: 'Other' };
    feed.watch(() => told.push('new'));
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual([]);
    state = { name: 'Third' };
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(['new']);
  });
});
