import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RoomAnswer } from '../../server/protocol/http.ts';
import { brokenPromises } from '../support/delivery-checker.ts';
import { inForm } from '../support/faults/form.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callOk, setUpOwner } from '../support/people.ts';
import { seededRandom, seedOfThisRun } from '../support/seeded-random.ts';
import { SteadyCrowd } from '../support/steady-crowd.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';

const PEOPLE = 20;
const KILLS = inForm({ short: 6, long: 400 });
const FRONT_PORCH = '1';

test(`after ${KILLS} kills nothing acknowledged is lost, nothing is doubled, and all saw one order`, async () => {
  const random = seededRandom(seedOfThisRun());
  console.log(`kill-and-restart: PORCHLIGHT_TEST_SEED=${random.seed}`);
  const host = await startLastingHost({ flags: ['--no-rate-limits'] });
  const owner = await setUpOwner(host.current);
  const crowd = await SteadyCrowd.gather(host.current, PEOPLE, random);
  const [founders, latecomers] = [crowd.people.slice(0, 8), crowd.people.slice(8, 12)];
  const { room: club } = await callOk<RoomAnswer>(host, 'POST', '/rooms', {
    token: founders[0]!.token,
    body: { kind: 'public', name: 'Club', memberIds: founders.map(({ user }) => user.id) },
  });
  const [leaver] = founders.slice(-1);
  const writersOfClub = new Set(founders.slice(0, -1).map(({ user }) => user.id));

  // Slower in the long form, for the checker’s memory.
  crowd.startWriting(inForm({ short: 12, long: 60 }), ({ userId }) =>
    writersOfClub.has(userId) ? [FRONT_PORCH, FRONT_PORCH, club.id] : [FRONT_PORCH],
  );
  for (let kill = 1; kill <= KILLS; kill++) {
    if (kill === 4) await callOk(host, 'POST', `/rooms/${club.id}/leave`, { token: leaver!.token });
    if (kill % 2 === 0) {
      const latecomer = latecomers.shift();
      if (latecomer) await callOk(host, 'POST', `/rooms/${club.id}/join`, { token: latecomer.token });
      if (latecomer) writersOfClub.add(latecomer.user.id);
    }
    await delay(random.between(150, 900));
    if (kill % 3 === 0) {
      // Killed within a few milliseconds of a burst: frames read, commits and acks under way.
      crowd.burst(10, FRONT_PORCH);
      await delay(random.between(0, 12));
    }
    expect(await host.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    await host.start();
    await crowd.untilLive();
  }
  crowd.stopWriting();
  await crowd.untilSettled(FRONT_PORCH);

  const histories = new Map([
    [FRONT_PORCH, await readWholeHistory(host, owner.token, FRONT_PORCH)],
    [club.id, await readWholeHistory(host, owner.token, club.id)],
  ]);
  expect(await host.current.stop()).toEqual({ code: 0, signal: null });
  crowd.leave();

  expect(
    brokenPromises({ senders: crowd.senders, stored: readStoredLog(host.current.dataDir), histories }),
  ).toEqual([]);
  expect(crowd.senders.every((sender) => sender.connectionCount === KILLS + 1)).toBe(true);
  expect(crowd.resendCount).toBeGreaterThan(0);
  console.log(
    `kill-and-restart: ${crowd.sentCount} messages and ${crowd.changeCount} changes, ${KILLS} kills, ` +
      `${crowd.ackCount} acks, ${crowd.resendCount} resends`,
  );
});
