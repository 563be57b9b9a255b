import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { brokenPromises } from '../support/delivery-checker.ts';
import { inForm } from '../support/faults/form.ts';
import { preparePowerCut } from '../support/faults/power-cut.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { setUpOwner } from '../support/people.ts';
import { seededRandom, seedOfThisRun } from '../support/seeded-random.ts';
import { SteadyCrowd } from '../support/steady-crowd.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';

const CUTS = inForm({ short: 3, long: 150 });
const FRONT_PORCH = '1';

test(`after ${CUTS} power cuts, which leave only what the host had waited for, nothing acknowledged or seen is lost`, async (context) => {
  const power = await preparePowerCut();
  if (!power) {
    context.skip('the disk of this test is built by a C compiler (cc) on Linux');
    return;
  }
  const random = seededRandom(seedOfThisRun());
  console.log(`power-cut: PORCHLIGHT_TEST_SEED=${random.seed}`);
  const host = await startLastingHost({ flags: ['--no-rate-limits'], data: power.data, env: power.env });
  const owner = await setUpOwner(host.current);
  const crowd = await SteadyCrowd.gather(host.current, 8, random);
  crowd.startWriting(10, () => [FRONT_PORCH]);
  for (let cut = 1; cut <= CUTS; cut++) {
    await delay(random.between(50, 600));
    if (cut % 2 === 0) crowd.burst(5, FRONT_PORCH);
    await host.kill();
    await power.cut();
    await host.start();
    await crowd.untilLive();
  }
  crowd.stopWriting();
  await crowd.untilSettled(FRONT_PORCH);
  const histories = new Map([[FRONT_PORCH, await readWholeHistory(host, owner.token, FRONT_PORCH)]]);
  await host.kill();
  await power.cut();
  crowd.leave();
  const stored = readStoredLog(power.data);
  expect(brokenPromises({ senders: crowd.senders, stored, histories })).toEqual([]);
});
