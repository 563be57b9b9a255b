import { setTimeout as delay } from 'node:timers/promises';
import { residentBytes } from '../../support/process-memory.ts';
import { perRun } from '../report/row.ts';
import type { ServerProcess } from '../subjects/server-process.ts';
import { SUBJECT_TITLES } from '../subjects/subject.ts';
import type { Scenario } from './scenario.ts';

/** Twice what the row speaks of, so that the pages which a process takes in lumps count for less. */
const CONNECTIONS = 2_000;
const MEBIBYTE = 1_048_576;
/** Presence has been told by then, and the last buffers of the connecting are garbage. */
const SETTLE_MS = 2_500;

/** What a connection costs that only listens. */
export const idleMemory: Scenario = {
  name: 'idle-memory',
  title: 'memory per 1,000 idle connections over the empty host',
  subjects: ['porchlight', 'plain-ws'],
  measure: async (_subject, run) => {
    const { server, dialect, players } = await run.start({ people: CONNECTIONS, rooms: 1 });
    const empty = await settledMib(server);
    await run.load.do('gather', { address: server.address, dialect, players, tracksPresence: false });
    await run.load.do('connect', { since: null, atOnce: 50 });
    run.load.resetCpuShare();
    const full = await settledMib(server);
    return { mib: (full - empty) / (CONNECTIONS / 1_000), empty };
  },
  rows: (results) => {
    const ours = results.of('porchlight', 'mib');
    const theirs = results.of('plain-ws', 'mib');
    return [
      {
        what: 'memory per 1,000 idle connections',
        unit: 'MiB',
        ours,
        beside: { name: SUBJECT_TITLES['plain-ws'], values: theirs },
        judged: { name: 'ratio', values: perRun(ours, theirs, (a, b) => a / b) },
        reach: { kind: 'at most', value: 1.2, unit: '' },
      },
    ];
  },
};

async function settledMib(server: ServerProcess): Promise<number> {
  await delay(SETTLE_MS);
  await server.ask('collectGarbage');
  await delay(SETTLE_MS);
  await server.ask('collectGarbage');
  return (await residentBytes(server.pid)) / MEBIBYTE;
}
