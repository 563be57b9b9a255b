import { measureDiskSync } from '../machine/disk-sync.ts';
import { perRun } from '../report/row.ts';
import type { Run, Scenario } from './scenario.ts';

interface Case {
  senders: number;
  overDiskMs: number;
  words: string;
}

const CASES: readonly Case[] = [
  { senders: 1, overDiskMs: 2, words: 'one sender alone' },
  { senders: 200, overDiskMs: 15, words: '200 senders at once' },
];
const DISK_TIMES = 300;

/** How long a sender waits for "it is on disk", beyond what the disk itself takes. */
export const ackLatency: Scenario = {
  name: 'ack-latency',
  title: 'ack latency over the disk’s own fsync',
  subjects: ['porchlight'],
  measure: async (_subject, run) => {
    const alone = await measureCase(run, 1);
    const together = await measureCase(run, 200);
    return {
      'disk p50': Math.max(alone.disk.p50, together.disk.p50),
      'disk p99': Math.max(alone.disk.p99, together.disk.p99),
      '1 p50': alone.acks.p50,
      '1 p99': alone.acks.p99,
      '200 p50': together.acks.p50,
      '200 p99': together.acks.p99,
    };
  },
  rows: (results) =>
    CASES.flatMap(({ senders, overDiskMs, words }) =>
      (['p50', 'p99'] as const).map((figure) => {
        const ours = results.of('porchlight', `${senders} ${figure}`);
        const disk = results.of('porchlight', `disk ${figure}`);
        return {
          what: `ack ${figure}, ${words}`,
          unit: 'ms',
          ours,
          beside: { name: `fsync ${figure}`, values: disk },
          judged: { name: 'over fsync, ms', values: perRun(ours, disk, (a, b) => a - b) },
          reach: { kind: 'at most', value: overDiskMs, unit: ' ms' },
        };
      }),
    ),
};

async function measureCase(run: Run, senders: number) {
  const { server, dialect, players, dataDir, clear } = await run.start({ people: senders, rooms: 1 });
  await run.load.do('gather', { address: server.address, dialect, players, tracksPresence: false });
  await run.load.do('connect', { since: null, atOnce: 100 });
  run.load.resetCpuShare();
  const [rounds, warmUpRounds, gapMs] =
    senders === 1 ? [run.isQuick ? 200 : 600, 300, 10] : [run.isQuick ? 20 : 60, 40, 100];
  const acks = await run.load.do('ackRounds', { senders, rounds, warmUpRounds, gapMs });
  const disk = measureDiskSync(dataDir, DISK_TIMES);
  await clear();
  return { acks, disk };
}
