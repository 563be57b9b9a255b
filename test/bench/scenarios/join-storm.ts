import { setTimeout as delay } from 'node:timers/promises';
import { perRun } from '../report/row.ts';
import { SUBJECT_TITLES, type SubjectName } from '../subjects/subject.ts';
import type { Run, Scenario } from './scenario.ts';

const PEOPLE = 1_000;
const WITHIN_MS = 1_000;
/** What is still told after everybody knows everybody counts too. */
const AFTERWARDS_MS = 1_500;

/** A school's first lesson: everybody makes an account and comes in, and sees who else is there. */
export const joinStormScenario: Scenario = {
  name: 'join-storm',
  title: '1,000 people joining within a second, presence included',
  subjects: ['porchlight', 'socket-io'],
  measure: async (subject, run) => {
    const half = await joinCpuMs(run, subject, PEOPLE / 2);
    const whole = await joinCpuMs(run, subject, PEOPLE);
    return { 'cpu ms': whole.cpuMs, 'half cpu ms': half.cpuMs, ms: whole.ms };
  },
  rows: (results) => {
    const seconds = (subject: SubjectName, figure: string): number[] =>
      results.of(subject, figure).map((ms) => ms / 1000);
    const ours = seconds('porchlight', 'cpu ms');
    const theirs = seconds('socket-io', 'cpu ms');
    return [
      {
        what: '1,000 people joining within a second: server CPU',
        unit: 's',
        ours,
        beside: { name: SUBJECT_TITLES['socket-io'], values: theirs },
        judged: { name: 'ratio', values: perRun(ours, theirs, (a, b) => a / b) },
        reach: { kind: 'at most', value: 2, unit: '' },
      },
      {
        what: '... beside 500 people',
        unit: 's',
        ours,
        beside: { name: '500 people', values: seconds('porchlight', 'half cpu ms') },
        judged: {
          name: 'growth',
          values: perRun(ours, seconds('porchlight', 'half cpu ms'), (a, b) => a / b),
        },
        reach: { kind: 'at most', value: 2, unit: '' },
      },
      {
        what: '... until everybody knows everybody',
        unit: 's',
        ours: seconds('porchlight', 'ms'),
        beside: { name: SUBJECT_TITLES['socket-io'], values: seconds('socket-io', 'ms') },
        judged: { name: 'seconds', values: seconds('porchlight', 'ms') },
        reach: { kind: 'none' },
      },
    ];
  },
};

async function joinCpuMs(
  run: Run,
  subject: SubjectName,
  people: number,
): Promise<{ cpuMs: number; ms: number }> {
  const makesAccounts = subject === 'porchlight';
  const { server, dialect, players, clear } = await run.start({
    people: makesAccounts ? 0 : people,
    rooms: 1,
  });
  const newcomers = makesAccounts
    ? Array.from({ length: people }, (_, index) => ({
        name: `Newcomer ${index + 1}`,
        token: null,
        roomId: '1',
      }))
    : players;
  await run.load.do('gather', { address: server.address, dialect, players: newcomers, tracksPresence: true });
  const before = server.cpuMs();
  const ms = await run.load.do('joinStorm', { overMs: WITHIN_MS, makesAccounts });
  await delay(AFTERWARDS_MS);
  const cpuMs = server.cpuMs() - before;
  await clear();
  return { cpuMs, ms };
}
