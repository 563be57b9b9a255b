import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { LIMITS } from '../../server/protocol/limits.ts';
import { brokenPromises } from '../support/delivery-checker.ts';
import { inForm, isLongForm } from '../support/faults/form.ts';
import { makeLossyNetwork, whyNoLossyNetwork } from '../support/faults/lossy-network.ts';
import { startHost, type HostProcess } from '../support/host-process.ts';
import { joinAs, setUpOwner } from '../support/people.ts';
import { seededRandom, seedOfThisRun } from '../support/seeded-random.ts';
import { SteadyCrowd } from '../support/steady-crowd.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';
import { tempDirForTest } from '../support/temp-dir.ts';
import { connect } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
const OUTAGES = inForm({ short: 4, long: 80 });

const reason = whyNoLossyNetwork();
if (reason !== null) console.log(`lost-network: skipped, as ${reason}`);

test.skipIf(reason !== null)(
  `through ${OUTAGES} outages of the network, with half-open connections left behind, nothing is lost or doubled`,
  async () => {
    const random = seededRandom(seedOfThisRun());
    console.log(`lost-network: PORCHLIGHT_TEST_SEED=${random.seed}`);
    const { host, network } = await hostBehindNetwork();
    const owner = await setUpOwner(host);
    const crowd = await SteadyCrowd.gather(host, 8, random);
    crowd.startWriting(15, () => [FRONT_PORCH]);
    for (let outage = 1; outage <= OUTAGES; outage++) {
      await delay(random.between(100, 500));
      await network.drop();
      await delay(random.between(50, 900));
      // Half of them lose patience and come back over new connections. The host never hears of the old ones' end:
      // what goes to those is lost, and what came through them without an answer is sent again.
      const impatient = crowd.senders.filter(() => random.next() < 0.5);
      for (const sender of impatient) sender.abandon();
      await delay(random.between(0, 200));
      await network.pass();
      await crowd.untilLive();
    }
    crowd.stopWriting();
    await crowd.untilSettled(FRONT_PORCH);
    expect(crowd.senders.some((sender) => sender.connectionCount > 1)).toBe(true);
    const histories = new Map([[FRONT_PORCH, await readWholeHistory(host, owner.token, FRONT_PORCH)]]);
    expect(await host.stop()).toEqual({ code: 0, signal: null });
    crowd.leave();
    const stored = readStoredLog(host.dataDir);
    expect(brokenPromises({ senders: crowd.senders, stored, histories })).toEqual([]);
  },
);

test.skipIf(reason !== null || !isLongForm)(
  'somebody whose network is gone is let go after the stated silence, and others are told',
  async () => {
    const { host, network } = await hostBehindNetwork();
    await setUpOwner(host);
    const [ann, ben] = [await joinAs(host, 'Ann'), await joinAs(host, 'Ben')];
    const gone = await connect(host.url, { token: ann.token });
    await gone.hello();
    await network.drop();
    // One pong may have been on its way; then two pings and a half, and the host's own look every five seconds.
    await delay(LIMITS.silenceTimeoutMs + LIMITS.pingIntervalMs);
    gone.terminate();
    await network.pass();
    const witness = await connect(host.url, { token: ben.token });
    expect((await witness.hello()).onlineIds).toEqual([ben.user.id]);
  },
);

async function hostBehindNetwork(): Promise<{
  host: HostProcess;
  network: Awaited<ReturnType<typeof makeLossyNetwork>>;
}> {
  const network = await makeLossyNetwork();
  const process = await startHost({
    data: await tempDirForTest(),
    flags: ['--no-rate-limits'],
    through: network.through,
  });
  onTestFinished(() => process.stop().then(() => undefined));
  return { host: { ...process, url: `http://${network.address}:${process.port}` }, network };
}
