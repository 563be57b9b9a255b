import { beforeEach, describe, expect, it } from 'vitest';
import { createReadMarker, type ReadMarker } from '../../../renderer/client/read-marker.ts';
import { ManualClock } from './support/manual-clock.ts';

let clock: ManualClock;
let told: [string, number][];
let marker: ReadMarker;

beforeEach(() => {
  clock = new ManualClock();
  told = [];
  marker = createReadMarker({ effects: clock, transmit: (roomId, seq) => told.push([roomId, seq]) });
});

describe('the read marker', () => {
  it('is told half a second later, the newest word alone', async () => {
    for (let seq = 1; seq <= 9; seq++) {
      marker.move('10', seq);
      await clock.pass(50);
    }
    marker.move('11', 4);
    await clock.pass(500);
    expect(told).toEqual([
      ['10', 9],
      ['11', 4],
    ]);
  });

  it('only goes forward', async () => {
    marker.move('10', 9);
    await clock.pass(500);
    marker.move('10', 8);
    marker.move('10', 9);
    await clock.pass(500);
    expect(told).toEqual([['10', 9]]);
  });

  it('is told again until the host knows', async () => {
    marker.move('10', 9);
    await clock.pass(500);
    marker.flush();
    marker.confirmed('10', 8);
    marker.flush();
    marker.confirmed('10', 9);
    marker.flush();
    expect(told).toEqual([
      ['10', 9],
      ['10', 9],
      ['10', 9],
    ]);
    expect(marker.unconfirmed().size).toBe(0);
  });

  it('is told at once when the page closes', () => {
    marker.move('10', 9);
    marker.close();
    expect(told).toEqual([['10', 9]]);
    expect(clock.pendingCount).toBe(0);
  });
});
