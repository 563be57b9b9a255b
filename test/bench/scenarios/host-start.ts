import { perRun } from '../report/row.ts';
import { median } from '../report/statistics.ts';
import type { Run, Scenario } from './scenario.ts';

const STARTS = 5;

/** From the start of the process until it listens. */
export const hostStart: Scenario = {
  name: 'host-start',
  title: 'host start to listening, 1,000,000 messages in the folder',
  subjects: ['porchlight'],
  measure: async (_subject, run) => {
    const starts = run.isQuick ? 3 : STARTS;
    const empty: number[] = [];
    const full: number[] = [];
    for (let start = 0; start < starts; start++) {
      empty.push(await startMs(run, 0));
      full.push(await startMs(run, 1_000_000));
    }
    return { 'empty ms': median(empty), 'full ms': median(full) };
  },
  rows: (results) => {
    const empty = results.of('porchlight', 'empty ms');
    const full = results.of('porchlight', 'full ms');
    return [
      {
        what: 'host start to listening, 1,000,000 messages',
        unit: 'ms',
        ours: full,
        beside: { name: 'empty folder', values: empty },
        judged: { name: 'ratio', values: perRun(full, empty, (a, b) => a / b) },
        reach: { kind: 'at most', value: 1.5, unit: '' },
      },
    ];
  },
};

async function startMs(run: Run, messages: number): Promise<number> {
  const { server, clear } = await run.start({ people: 1_000, rooms: 1, messages });
  await clear();
  return server.startMs;
}
