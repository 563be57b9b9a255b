import { expect, test } from 'vitest';
import { brokenPromises } from '../support/delivery-checker.ts';
import { FaultControls } from '../support/faults/fault-controls.ts';
import { inForm } from '../support/faults/form.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callApi, joinAs, setUpOwner } from '../support/people.ts';
import { seededRandom, seedOfThisRun } from '../support/seeded-random.ts';
import { SteadyCrowd } from '../support/steady-crowd.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';
import { until } from '../support/until.ts';
import { connect } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
/** EXIT.unexpected, which scripts rely on. */
const EXIT_UNEXPECTED = 1;

test.each(inForm<('ends' | 'throws')[]>({ short: ['throws'], long: ['throws', 'ends'] }))(
  'a host whose writer thread %s says so and stops; its next start has all that was acknowledged',
  async (fate) => {
    const random = seededRandom(seedOfThisRun());
    console.log(`thread-death: PORCHLIGHT_TEST_SEED=${random.seed}`);
    const faults = await FaultControls.create();
    const host = await startLastingHost({ flags: ['--no-rate-limits'], env: faults.env });
    const owner = await setUpOwner(host.current);
    const crowd = await SteadyCrowd.gather(host.current, 6, random);
    // Refusals are what a dying host owes them; they ask again until they are answered.
    for (const sender of crowd.senders) sender.expects('storage_failed', 'stopping');
    crowd.startWriting(5, () => [FRONT_PORCH]);
    await until(() => crowd.ackCount > 100, 'a hundred acks');

    await faults.befall('writer', fate);
    expect(await host.current.exited).toEqual({ code: EXIT_UNEXPECTED, signal: null });
    expect(host.current.stderr()).toContain('The host stopped, because it can’t store messages any more');
    expect(host.current.lines.at(-1)).toEqual({ event: 'stopped' });

    await host.start();
    await crowd.untilLive();
    crowd.stopWriting();
    await crowd.untilSettled(FRONT_PORCH);
    const histories = new Map([[FRONT_PORCH, await readWholeHistory(host, owner.token, FRONT_PORCH)]]);
    await host.current.stop();
    crowd.leave();
    const stored = readStoredLog(host.current.dataDir);
    expect(brokenPromises({ senders: crowd.senders, stored, histories })).toEqual([]);
  },
);

test('while the disk answers nothing, nothing is acknowledged, reading and presence go on, and then all is stored', async () => {
  const faults = await FaultControls.create();
  const { current: host } = await startLastingHost({ flags: ['--no-rate-limits'], env: faults.env });
  const owner = await setUpOwner(host);
  const ann = await joinAs(host, 'Ann');
  const ben = await joinAs(host, 'Ben');
  const writer = await connect(host.url, { token: ann.token });
  const watcher = await connect(host.url, { token: owner.token });
  await writer.hello();
  await watcher.hello();
  await writer.post(FRONT_PORCH, 'before', 'before');

  const hangMs = 3_000;
  const began = performance.now();
  await faults.befall('writer', 'hangs', hangMs);
  for (let index = 0; index < 50; index++)
    writer.send({ type: 'send', clientMessageId: `held-${index}`, roomId: FRONT_PORCH, text: 'held up' });
  const newcomer = await connect(host.url, { token: ben.token });
  await newcomer.hello(0);
  await watcher.waitFor('presence', { where: (frame) => frame.online.includes(ben.user.id) });
  expect((await readWholeHistory(host, owner.token, FRONT_PORCH)).map(({ text }) => text)).toEqual([
    'before',
  ]);
  expect((await callApi(host, 'GET', '/rooms', { token: owner.token })).status).toBe(200);
  expect(writer.frames.filter((frame) => frame.type === 'ack')).toHaveLength(1);
  // All of this took less time than the disk: else it would prove nothing.
  expect(performance.now() - began).toBeLessThan(hangMs);

  await until(() => writer.frames.filter((frame) => frame.type === 'ack').length === 51, 'all 51 acks');
  await newcomer.waitForEvent(
    (event) => event.kind === 'message.created' && event.message.clientMessageId === 'held-49',
  );
  expect(await readWholeHistory(host, owner.token, FRONT_PORCH)).toHaveLength(51);
});

test('a reader thread that dies fails what it was asked, is replaced, and nobody loses a message', async () => {
  const random = seededRandom(seedOfThisRun());
  console.log(`thread-death: PORCHLIGHT_TEST_SEED=${random.seed}`);
  const faults = await FaultControls.create();
  const host = await startLastingHost({ flags: ['--no-rate-limits'], env: faults.env });
  const owner = await setUpOwner(host.current);
  const crowd = await SteadyCrowd.gather(host.current, 6, random);
  crowd.startWriting(10, () => [FRONT_PORCH]);
  for (const fate of ['ends', 'throws'] as const) {
    const asked = Array.from({ length: 40 }, () =>
      callApi(host, 'GET', `/rooms/${FRONT_PORCH}/messages?limit=200`, { token: owner.token }),
    );
    await faults.befall('reader', fate);
    // Those who come back are served from the log, by the threads that took the dead ones' place.
    for (const sender of crowd.senders) sender.drop();
    const statuses = (await Promise.all(asked)).map((response) => response.status);
    expect(statuses.filter((status) => status !== 200 && status !== 500)).toEqual([]);
    await crowd.untilLive();
  }
  crowd.stopWriting();
  await crowd.untilSettled(FRONT_PORCH);
  const histories = new Map([[FRONT_PORCH, await readWholeHistory(host, owner.token, FRONT_PORCH)]]);
  expect(await host.current.stop()).toEqual({ code: 0, signal: null });
  crowd.leave();
  const stored = readStoredLog(host.current.dataDir);
  expect(brokenPromises({ senders: crowd.senders, stored, histories })).toEqual([]);
});
