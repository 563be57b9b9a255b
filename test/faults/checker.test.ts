import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { brokenPromises } from '../support/delivery-checker.ts';
import { FaultControls, type Mutation } from '../support/faults/fault-controls.ts';
import { inForm, isLongForm } from '../support/faults/form.ts';
import { preparePowerCut, type PowerCut } from '../support/faults/power-cut.ts';
import { startLastingHost, type LastingHost } from '../support/lasting-host.ts';
import { setUpOwner } from '../support/people.ts';
import { seededRandom, seedOfThisRun } from '../support/seeded-random.ts';
import { SteadyCrowd } from '../support/steady-crowd.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';
import { until } from '../support/until.ts';

const FRONT_PORCH = '1';
/** A faulty host may never come to rest. */
const PATIENCE_MS = 5_000;
const KILLS = inForm({ short: 1, long: 2 });

interface Mutant {
  name: string;
  /** What a sentence of the checker must hold, for it to have found this fault and no other. */
  finding: RegExp;
  mutations: Mutation[];
  /** Only a power cut shows it; a killed process leaves what it wrote to the kernel. */
  needsPowerCut?: true;
}

const GROUP_COMMIT = 'storage/writer/group-commit.ts';

/** Faults that a host could have, each put into its sources for one run. Each of the first four is one of the promises broken; they run in the short form too. */
const MUTANTS: Mutant[] = [
  {
    name: 'acknowledges and delivers before it commits',
    finding: /but its ack said|which is not stored|but stored is/,
    mutations: [
      {
        file: GROUP_COMMIT,
        from: "context.sql('COMMIT').run();",
        to: "if (requests.some(({ name }) => !/message/i.test(name))) context.sql('COMMIT').run();",
      },
      {
        file: GROUP_COMMIT,
        from: "context.sql('BEGIN IMMEDIATE').run();",
        to: "if (!db.inTransaction) { context.sql('BEGIN IMMEDIATE').run(); setTimeout(() => { if (db.inTransaction) context.sql('COMMIT').run(); }, 1000); }",
      },
    ],
  },
  {
    name: 'leaves out one in twenty deliveries',
    finding: /missed event/,
    mutations: [
      {
        file: 'server/app.ts',
        from: 'hub.publish(events)',
        to: 'hub.publish(events.filter(({ seq }) => seq % 20 !== 0))',
      },
    ],
  },
  {
    name: 'delivers some events twice',
    finding: /twice, or out of order/,
    mutations: [
      {
        file: 'fanout/subscriber.ts',
        from: 'chunks.push(this.due.frames());',
        to: 'chunks.push(this.due.frames()); if (this.due.lastSeq % 5 === 0) chunks.push(this.due.frames());',
      },
    ],
  },
  {
    name: 'forgets the first event of what somebody missed',
    finding: /missed event/,
    mutations: [
      {
        file: 'fanout/catch-up.ts',
        from: 'missed.events.map((event) => event.json)',
        to: 'missed.events.slice(1).map((event) => event.json)',
      },
    ],
  },
  {
    name: 'gives no missed events at all to those who come back',
    finding: /missed event/,
    mutations: [
      {
        file: 'transport/gateway.ts',
        from: 'startAfter(since ?? seq)',
        to: 'startAfter(seq)',
      },
    ],
  },
  {
    name: 'hands out the events of one commit in reverse',
    finding: /twice, or out of order/,
    mutations: [
      { file: 'server/app.ts', from: 'hub.publish(events)', to: 'hub.publish(events.toReversed())' },
    ],
  },
  {
    name: 'stores a repeated message again under another name',
    finding: /nobody sent it/,
    mutations: [
      {
        file: 'storage/writer/commands/post-message.ts',
        from: 'if (earlier) return { messageId: earlier.id, seq: earlier.id, isRepeat: true };',
        to: "if (earlier) return postMessage(context, { ...input, clientMessageId: clientMessageId + '-' + context.seq });",
      },
    ],
  },
  {
    name: 'does not wait for the disk',
    finding: /but its ack said|which is not stored|but stored is|is unsound|are not connected/,
    mutations: [{ file: 'storage/connection.ts', from: 'synchronous = FULL', to: 'synchronous = OFF' }],
    needsPowerCut: true,
  },
];

describe('the checker finds a host that', () => {
  for (const mutant of isLongForm ? MUTANTS : MUTANTS.slice(0, 4)) {
    test(mutant.name, async (context) => {
      const power = mutant.needsPowerCut ? await preparePowerCut() : null;
      if (mutant.needsPowerCut && !power) {
        context.skip('the disk of this test is built by a C compiler (cc) on Linux');
        return;
      }
      const findings = await findingsAbout(mutant, power);
      expect(findings.filter((finding) => mutant.finding.test(finding))).not.toEqual([]);
    });
  }
});

async function findingsAbout({ mutations }: Mutant, power: PowerCut | null): Promise<string[]> {
  const random = seededRandom(seedOfThisRun());
  const faults = await FaultControls.create(mutations);
  const host = await startLastingHost({
    flags: ['--no-rate-limits'],
    env: { ...faults.env, ...power?.env },
    ...(power && { data: power.data }),
  });
  const owner = await setUpOwner(host.current);
  const crowd = await SteadyCrowd.gather(host.current, 6, random);
  crowd.startWriting(5, () => [FRONT_PORCH]);
  try {
    await troubleAndRest(host, crowd, power);
  } catch (error) {
    // Where even the people are lost, nobody comes back, and there is nothing more to compare.
    return [String(error)];
  }
  const histories = new Map([[FRONT_PORCH, await readWholeHistory(host, owner.token, FRONT_PORCH)]]);
  await host.current.stop();
  crowd.leave();
  return brokenPromises({ senders: crowd.senders, stored: readStoredLog(host.current.dataDir), histories });
}

async function troubleAndRest(host: LastingHost, crowd: SteadyCrowd, power: PowerCut | null): Promise<void> {
  for (let kill = 0; kill < KILLS; kill++) {
    await delay(400);
    crowd.burst(20, FRONT_PORCH);
    // Some of what was sent has been answered, and some has not.
    const acks = crowd.ackCount;
    await until(() => crowd.ackCount > acks + 20, 'some acks');
    await host.kill();
    await power?.cut();
    await host.start();
    await crowd.untilLive(PATIENCE_MS);
  }
  crowd.stopWriting();
  await crowd.untilSettled(FRONT_PORCH, PATIENCE_MS).catch(() => undefined);
}
