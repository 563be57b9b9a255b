import { perRun } from '../report/row.ts';
import { SUBJECT_TITLES } from '../subjects/subject.ts';
import type { Scenario } from './scenario.ts';

const CONNECTIONS = 1_000;
const MESSAGES_PER_SECOND = 20;

/** How long a message takes to everybody in a large room that talks at an ordinary pace. */
export const latency1000: Scenario = {
  name: 'latency-1000',
  title: `delivery latency, ${CONNECTIONS} connections, ${MESSAGES_PER_SECOND} messages/s`,
  subjects: ['porchlight', 'plain-ws'],
  measure: async (_subject, run) => {
    const { server, dialect, players } = await run.start({ people: CONNECTIONS, rooms: 1 });
    await run.load.do('gather', { address: server.address, dialect, players, tracksPresence: false });
    await run.load.do('connect', { since: null, atOnce: 100 });
    run.load.resetCpuShare();
    const { isWhole, p50, p99 } = await run.load.do('flow', {
      messagesPerSecond: MESSAGES_PER_SECOND,
      warmUpMs: 3_000,
      measureMs: run.isQuick ? 5_000 : 15_000,
      senders: 100,
      giveUpAfterMs: 10_000,
    });
    if (!isWhole) throw new Error('messages were lost at an ordinary pace');
    return { p50, p99 };
  },
  rows: (results) =>
    (['p50', 'p99'] as const).map((figure) => {
      const ours = results.of('porchlight', figure);
      const theirs = results.of('plain-ws', figure);
      return {
        what: `delivery latency ${figure}, 1,000 connections, 20 messages/s`,
        unit: 'ms',
        ours,
        beside: { name: SUBJECT_TITLES['plain-ws'], values: theirs },
        judged: { name: 'ratio', values: perRun(ours, theirs, (a, b) => a / b) },
        reach: { kind: 'at most', value: 1.3, unit: '' },
      };
    }),
};
