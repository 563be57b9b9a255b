import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Presence, type PresenceChange } from '../../../server/session/presence.ts';

const BATCH = LIMITS.presenceBatchMs;
const GRACE = LIMITS.offlineGraceMs;

describe('presence', () => {
  let told: PresenceChange[];
  let presence: Presence;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    presence = new Presence((change) => told.push(change));
  });
  afterEach(() => {
    presence.stop();
    vi.useRealTimers();
  });

  it('tells of many arrivals once', () => {
    for (let userId = 1; userId <= 100; userId++) presence.connected(userId);
    expect(presence.onlineCount()).toBe(100);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(BATCH);
    expect(told).toEqual([{ online: Array.from({ length: 100 }, (_, i) => i + 1), offline: [] }]);
    vi.advanceTimersByTime(10 * BATCH);
    expect(told).toHaveLength(1);
  });

  it('does not see a page reload', () => {
    presence.connected(1);
    vi.advanceTimersByTime(BATCH);
    presence.disconnected(1);
    vi.advanceTimersByTime(GRACE - 1);
    expect(presence.isOnline(1)).toBe(true);
    presence.connected(1);
    vi.advanceTimersByTime(10 * GRACE);
    expect(presence.isOnline(1)).toBe(true);
    expect(told).toHaveLength(1);
  });

  it('tells of a departure after the grace and one batch', () => {
    presence.connected(1);
    vi.advanceTimersByTime(BATCH);
    presence.disconnected(1);
    vi.advanceTimersByTime(GRACE);
    expect(presence.isOnline(1)).toBe(false);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(BATCH);
    expect(told[1]).toEqual({ online: [], offline: [1] });
  });

  it('says nothing of one who came and went within a batch', () => {
    presence.connected(2);
    vi.advanceTimersByTime(BATCH);
    presence.disconnected(2);
    vi.advanceTimersByTime(GRACE);
    // Offline, not yet told, and back.
    presence.connected(2);
    vi.advanceTimersByTime(BATCH);
    expect(told).toHaveLength(1);
    expect(presence.isOnline(2)).toBe(true);
  });

  it('counts connections: the last one to go takes the person with it', () => {
    presence.connected(1);
    presence.connected(1);
    expect(presence.connectionCount(1)).toBe(2);
    presence.disconnected(1);
    vi.advanceTimersByTime(10 * GRACE);
    expect(presence.isOnline(1)).toBe(true);
    presence.disconnected(1);
    expect(presence.connectionCount(1)).toBe(0);
    vi.advanceTimersByTime(GRACE);
    expect([...presence.onlineIds()]).toEqual([]);
  });

  it('lists everybody who is here as JSON, whoever came or went since it was last asked', () => {
    const listed = (): string[] => JSON.parse(presence.onlineIdsJson()) as string[];
    expect(listed()).toEqual([]);
    presence.connected(1);
    presence.connected(2);
    expect(listed()).toEqual(['1', '2']);
    presence.connected(3);
    presence.connected(3);
    expect(listed()).toEqual(['1', '2', '3']);
    presence.disconnected(2);
    vi.advanceTimersByTime(GRACE);
    expect(listed()).toEqual(['1', '3']);
    presence.connected(2);
    expect(listed()).toEqual(['1', '3', '2']);
  });

  it('leaves no timer behind when it stops', () => {
    presence.connected(1);
    presence.connected(2);
    presence.disconnected(2);
    presence.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
