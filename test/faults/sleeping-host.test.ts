import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { brokenPromises } from '../support/delivery-checker.ts';
import { inForm } from '../support/faults/form.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { setUpOwner } from '../support/people.ts';
import { seededRandom, seedOfThisRun } from '../support/seeded-random.ts';
import { SteadyCrowd } from '../support/steady-crowd.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';

const FRONT_PORCH = '1';
const NAP_MS = 700;
/** Each stops the host at another place. */
const NAPS = Array.from({ length: inForm({ short: 1, long: 200 }) }, () => NAP_MS);
/** Longer than three sweeps of the heartbeat: after this the host knows that it has slept. */
const SLEEP_MS = 16_500;

test.skipIf(process.platform === 'win32')(
  'a host that was asleep cuts nobody off, and stores what was sent meanwhile, once',
  async () => {
    const random = seededRandom(seedOfThisRun());
    console.log(`sleeping-host: PORCHLIGHT_TEST_SEED=${random.seed}`);
    const host = await startLastingHost({ flags: ['--no-rate-limits'] });
    const owner = await setUpOwner(host.current);
    const crowd = await SteadyCrowd.gather(host.current, 8, random);

    crowd.startWriting(25, () => [FRONT_PORCH]);
    for (const asleepMs of [...NAPS, SLEEP_MS, NAP_MS]) {
      await delay(random.between(200, 600));
      host.current.kill('SIGSTOP');
      await delay(asleepMs);
      host.current.kill('SIGCONT');
    }
    await delay(random.between(200, 600));
    crowd.stopWriting();
    await crowd.untilSettled(FRONT_PORCH);

    expect(crowd.senders.map((sender) => sender.connectionCount)).toEqual(crowd.senders.map(() => 1));
    expect(crowd.resendCount).toBe(0);
    expect(crowd.ackCount).toBe(crowd.sentCount);
    const histories = new Map([[FRONT_PORCH, await readWholeHistory(host, owner.token, FRONT_PORCH)]]);
    expect(await host.current.stop()).toEqual({ code: 0, signal: null });
    const stored = readStoredLog(host.current.dataDir);
    expect(brokenPromises({ senders: crowd.senders, stored, histories })).toEqual([]);
  },
);
