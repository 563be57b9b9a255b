import { beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { Arrivals } from '../../../server/services/arrivals.ts';

const OWN = '192.168.1.20';
const PHONE = '192.168.1.77';

describe('Arrivals', () => {
  let now: number;
  let arrivals: Arrivals;
  const directory = {
    author: (id: number) =>
      id === 404
        ? undefined
        : { id: String(id), username: `P${id}`, avatarId: '1', role: 'guest' as const, createdAt: '' },
  };
  const list = (): string[] =>
    arrivals
      .list(directory)
      .map(({ username, isOtherDevice }) => username + (isOtherDevice ? '' : ' (here)'));

  beforeEach(() => {
    now = 0;
    arrivals = new Arrivals(
      (address) => address === OWN,
      () => ++now,
    );
  });

  it('lists each person once, newest first', () => {
    for (const id of [1, 2, 1, 3, 2, 404]) arrivals.personCameIn(id, PHONE);
    expect(list()).toEqual(['P3', 'P2', 'P1']);
    expect(arrivals.list(directory)[0]).toEqual({
      userId: 3,
      username: 'P3',
      avatarId: '1',
      at: 3,
      isOtherDevice: true,
    });
  });

  it('counts the first time from another device as an arrival too', () => {
    arrivals.personCameIn(1, OWN);
    arrivals.personCameIn(2, OWN);
    expect([list(), arrivals.hasOtherDeviceArrived]).toEqual([['P2 (here)', 'P1 (here)'], false]);
    arrivals.personCameIn(1, PHONE);
    arrivals.personCameIn(1, OWN);
    expect([list(), arrivals.hasOtherDeviceArrived]).toEqual([['P1', 'P2 (here)'], true]);
  });

  it('keeps the newest only, and lets nobody arrive twice', () => {
    for (let id = 1; id <= LIMITS.arrivalsShown + 5; id++) arrivals.personCameIn(id, PHONE);
    arrivals.personCameIn(1, PHONE);
    expect(list()).toHaveLength(LIMITS.arrivalsShown);
    expect(list()[0]).toBe(`P${LIMITS.arrivalsShown + 5}`);
  });

  it('notes where another device has come in, and nothing of this machine', () => {
    arrivals.deviceCameIn(OWN, OWN);
    arrivals.deviceCameIn('', OWN);
    expect([arrivals.hasOtherDeviceArrived, [...arrivals.waysIn()]]).toEqual([false, []]);
    arrivals.deviceCameIn(PHONE, OWN);
    arrivals.deviceCameIn(PHONE, OWN);
    arrivals.deviceCameIn('10.0.0.9', '10.0.0.1');
    expect([arrivals.hasOtherDeviceArrived, [...arrivals.waysIn()]]).toEqual([true, [OWN, '10.0.0.1']]);
  });
});
