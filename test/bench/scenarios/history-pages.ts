import { perRun } from '../report/row.ts';
import type { Run, Scenario } from './scenario.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const PEOPLE = 200;

/** Scrolling back to anywhere. Measured at the other end of the connection, so that HTTP is in it. */
export const historyPages: Scenario = {
  name: 'history-pages',
  title: 'a page of history anywhere in 1,000,000 messages',
  subjects: ['porchlight'],
  measure: async (_subject, run) => {
    const few = await readPages(run, FEW);
    const many = await readPages(run, MANY);
    return { 'few p50': few.p50, 'few p99': few.p99, p50: many.p50, p99: many.p99 };
  },
  rows: (results) => {
    const many = results.of('porchlight', 'p99');
    const beside = (figure: string) => ({
      name: '10,000 messages',
      values: results.of('porchlight', figure),
    });
    return [
      {
        what: 'page of history p99, 1,000,000 messages',
        unit: 'ms',
        ours: many,
        beside: beside('few p99'),
        judged: { name: 'ms', values: many },
        reach: { kind: 'at most', value: 3, unit: ' ms' },
      },
      {
        what: '... p50 beside 10,000 messages',
        unit: 'ms',
        ours: results.of('porchlight', 'p50'),
        beside: beside('few p50'),
        judged: {
          name: 'growth',
          values: perRun(
            results.of('porchlight', 'p50'),
            results.of('porchlight', 'few p50'),
            (a, b) => a / b,
          ),
        },
        reach: { kind: 'at most', value: 1.2, unit: '' },
      },
    ];
  },
};

async function readPages(run: Run, messages: number) {
  const { server, players, clear } = await run.start({ people: PEOPLE, rooms: 1, messages });
  const { load, isQuick } = run;
  load.resetCpuShare();
  const result = await load.do('historyPages', {
    address: server.address,
    tokens: players.map(({ token }) => token ?? ''),
    roomIds: ['1', '2', '3', '4', '5', '6'],
    maxSeq: messages,
    pages: isQuick ? 500 : 3_000,
    warmUpPages: isQuick ? 300 : 1_000,
  });
  await clear();
  return result;
}
