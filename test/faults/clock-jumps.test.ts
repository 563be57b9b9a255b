import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LIMITS } from '../../server/protocol/limits.ts';
import { brokenPromises } from '../support/delivery-checker.ts';
import { FaultControls } from '../support/faults/fault-controls.ts';
import { inForm } from '../support/faults/form.ts';
import type { HostProcess } from '../support/host-process.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callApi, joinAs, OWNER, setUpOwner } from '../support/people.ts';
import { seededRandom, seedOfThisRun } from '../support/seeded-random.ts';
import { SteadyCrowd } from '../support/steady-crowd.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';
import { until } from '../support/until.ts';
import { connect, type WsClient } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const JUMPS = inForm({ short: 4, long: 120 });

test(`after ${JUMPS} jumps of the clock, forwards and backwards, all is stored once and in one order`, async () => {
  const random = seededRandom(seedOfThisRun());
  console.log(`clock-jumps: PORCHLIGHT_TEST_SEED=${random.seed}`);
  const faults = await FaultControls.create();
  const host = await startLastingHost({ flags: ['--no-rate-limits'], env: faults.env });
  const owner = await setUpOwner(host.current);
  const crowd = await SteadyCrowd.gather(host.current, 8, random);
  crowd.startWriting(15, () => [FRONT_PORCH]);

  for (let jump = 1; jump <= JUMPS; jump++) {
    const far = random.pick([1_000, MINUTE_MS, 90 * MINUTE_MS, DAY_MS, 40 * DAY_MS]);
    const wallMs = random.pick([-1, 1]) * random.between(1, far);
    await faults.setClocks({ wallMs });
    await delay(random.between(50, 250));
    if (jump % 4 === 0) {
      // A host that starts under a clock other than the one it stopped under.
      await host.kill();
      await host.start();
      await crowd.untilLive();
    }
  }
  // A year and a day back, as a flat battery does it: the moment everybody signed in at has not come yet.
  await faults.setClocks({ wallMs: -366 * DAY_MS });
  crowd.burst(2, FRONT_PORCH);
  crowd.stopWriting();
  await crowd.untilSettled(FRONT_PORCH);

  const histories = new Map([[FRONT_PORCH, await readWholeHistory(host, owner.token, FRONT_PORCH)]]);
  expect(await host.current.stop()).toEqual({ code: 0, signal: null });
  crowd.leave();
  const stored = readStoredLog(host.current.dataDir);
  expect(brokenPromises({ senders: crowd.senders, stored, histories })).toEqual([]);
  const times = histories.get(FRONT_PORCH)!.map((message) => Date.parse(message.createdAt));
  expect(times.some((time, index) => index > 0 && time < times[index - 1]!)).toBe(true);
});

test('a clock that is set back leaves nobody waiting: not for the rate, not for another try, not for news', async () => {
  const faults = await FaultControls.create();
  const { current: host } = await startLastingHost({ env: faults.env });
  await setUpOwner(host);
  const [ann, ben] = [await comeIn(host, 'Ann'), await comeIn(host, 'Ben')];
  ann.send({ type: 'typing', roomId: FRONT_PORCH });
  await ben.waitFor('typing');
  let sent = 0;
  const send = (): void =>
    ann.send({ type: 'send', clientMessageId: `quick-${++sent}`, roomId: FRONT_PORCH, text: 'quick' });
  while (sent < 2 * LIMITS.sendsBurst) send();
  await ann.waitFor('error', { where: (frame) => frame.code === 'rate_limited' });
  for (let attempt = 0; attempt <= LIMITS.signInFailuresFree; attempt++) await signIn('not the password');
  expect((await signIn(OWNER.password)).status).toBe(429);

  await faults.setClocks({ wallMs: -DAY_MS });
  // A tenth of a second is worth a message; a bucket that waited for yesterday to pass would give none for a day.
  const from = ann.frames.length;
  await until(() => {
    send();
    return ann.frames.slice(from).some((frame) => frame.type === 'ack');
  }, 'a message that is not too fast');
  expect((await signIn(OWNER.password)).status).toBe(200);
  const seen = ben.frames.length;
  ann.send({ type: 'typing', roomId: FRONT_PORCH });
  await ben.waitFor('typing', { from: seen });

  function signIn(password: string): Promise<Response> {
    return callApi(host, 'POST', '/session', { body: { username: OWNER.username, password } });
  }
});

test('nobody is cut off where the clock that only goes forward runs on during the host’s sleep', async () => {
  const faults = await FaultControls.create();
  const { current: host } = await startLastingHost({ env: faults.env });
  await setUpOwner(host);
  const ann = await comeIn(host, 'Ann');
  const pinged = new Promise((resolve) => ann.socket.once('ping', resolve));
  await faults.setClocks({ wallMs: 10 * MINUTE_MS, monotonicMs: 10 * MINUTE_MS });
  // At its next look the host finds everybody silent for ten minutes; it asks before it judges.
  await pinged;
  await ann.post(FRONT_PORCH, 'Good morning.', 'morning');
});

async function comeIn(host: HostProcess, name: string): Promise<WsClient> {
  const client = await connect(host.url, { token: (await joinAs(host, name)).token });
  await client.hello();
  return client;
}
