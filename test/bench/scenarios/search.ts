import { perRun } from '../report/row.ts';
import type { Run, Scenario } from './scenario.ts';

const MESSAGES = 1_000_000;
const PEOPLE = 200;

/** Looking for words among all of them; and whether sending waits while they are read into the index. */
export const search: Scenario = {
  name: 'search',
  title: 'a search in 1,000,000 messages, and sending while they are indexed',
  subjects: ['porchlight'],
  runs: 1,
  measure: async (_subject, run) => {
    const { server, dialect, players, clear } = await run.start({
      people: PEOPLE,
      rooms: 1,
      messages: MESSAGES,
    });
    const { address } = server;
    const { load, isQuick } = run;
    await load.do('gather', { address, dialect, players, tracksPresence: false });
    await load.do('connect', { since: null, atOnce: 100 });
    load.resetCpuShare();
    const beside = await oneSender(run);
    const tokens = players.map(({ token }) => token ?? '');
    const seconds = await load.do('awaitIndex', { address, token: tokens[0] ?? '' });
    if (seconds === 0) throw new Error('all messages were indexed before the sender had finished');
    const alone = await oneSender(run);
    const found = await load.do('searches', {
      address,
      tokens,
      searches: isQuick ? 500 : 3_000,
      warmUpSearches: 100,
    });
    await clear();
    return {
      p50: found.p50,
      p99: found.p99,
      'ack p50 while indexing': beside.p50,
      'ack p50': alone.p50,
      'index seconds': seconds,
    };
  },
  rows: (results) => {
    const of = (figure: string) => results.of('porchlight', figure);
    return [
      {
        what: 'search p99, 1,000,000 messages',
        unit: 'ms',
        ours: of('p99'),
        beside: { name: 'p50', values: of('p50') },
        judged: { name: 'ms', values: of('p99') },
        reach: { kind: 'at most', value: 50, unit: ' ms' },
      },
      {
        what: '... ack p50, one sender, while they are indexed',
        unit: 'ms',
        ours: of('ack p50 while indexing'),
        beside: { name: 'when all are in', values: of('ack p50') },
        judged: {
          name: 'ratio',
          values: perRun(of('ack p50 while indexing'), of('ack p50'), (a, b) => a / b),
        },
        reach: { kind: 'at most', value: 1.5, unit: '' },
      },
    ];
  },
};

function oneSender({ load, isQuick }: Run) {
  return load.do('ackRounds', { senders: 1, rounds: isQuick ? 200 : 600, warmUpRounds: 100, gapMs: 10 });
}
