import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Presence, type PresenceChange } from '../../../server/session/presence.ts';

const PERSON = 7;

let whole: Presence;
let door: Presence;
let wholeTold: PresenceChange[];
let doorTold: PresenceChange[];

beforeEach(() => {
  vi.useFakeTimers();
  wholeTold = [];
  doorTold = [];
  whole = new Presence((change) => wholeTold.push(change));
  door = new Presence((change) => doorTold.push(change), whole);
});
afterEach(() => {
  vi.useRealTimers();
});

const wait = () => vi.advanceTimersByTime(LIMITS.offlineGraceMs + LIMITS.presenceBatchMs);

it('counts whoever comes through one door as here for the whole host', () => {
  door.connected(PERSON);
  wait();
  expect([door.isOnline(PERSON), whole.isOnline(PERSON)]).toEqual([true, true]);
  door.disconnected(PERSON);
  wait();
  expect([door.isOnline(PERSON), whole.isOnline(PERSON)]).toEqual([false, false]);
  for (const told of [doorTold, wholeTold])
    expect(told).toEqual([
      { online: [PERSON], offline: [] },
      { online: [], offline: [PERSON] },
    ]);
});

it('keeps somebody here who leaves by one door and stays at another', () => {
  door.connected(PERSON);
  whole.connected(PERSON);
  door.disconnected(PERSON);
  wait();
  expect([door.isOnline(PERSON), whole.isOnline(PERSON)]).toEqual([false, true]);
  expect(wholeTold).toEqual([{ online: [PERSON], offline: [] }]);
});

it('does not count whoever comes through another door', () => {
  whole.connected(PERSON);
  wait();
  expect([door.isOnline(PERSON), door.connectionCount(PERSON)]).toEqual([false, 0]);
  expect(doorTold).toEqual([]);
});
