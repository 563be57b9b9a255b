import { perRun } from '../report/row.ts';
import { SUBJECT_TITLES, type SubjectName } from '../subjects/subject.ts';
import type { Scenario } from './scenario.ts';
import { findSustainedRate } from './sustained-rate.ts';

export interface ThroughputOptions {
  name: string;
  connections: number;
  rooms: number;
  /** At least so many times what each of these reaches. */
  reach: Partial<Record<SubjectName, number>>;
}

/** So many of the people talk in turn; the others listen. */
const SENDERS = 100;

/** Deliveries a second that hold, beside those of baselines. */
export function throughput({ name, connections, rooms, reach }: ThroughputOptions): Scenario {
  const people = connections.toLocaleString('en');
  const where = rooms === 1 ? `one room, ${people} connections` : `${rooms} rooms of ${connections / rooms}`;
  const beside = Object.entries(reach) as [SubjectName, number][];
  return {
    name,
    title: `sustained deliveries/s, ${where}`,
    subjects: ['porchlight', ...beside.map(([subject]) => subject)],
    measure: async (_subject, run) => {
      const { server, dialect, players } = await run.start({ people: connections, rooms });
      const { load } = run;
      await load.do('gather', { address: server.address, dialect, players, tracksPresence: false });
      await load.do('connect', { since: null, atOnce: 100 });
      const { deliveriesPerSecond, p99 } = await findSustainedRate(
        run,
        connections / rooms,
        Math.max(rooms, Math.min(SENDERS, connections)),
      );
      return { deliveriesPerSecond, p99 };
    },
    rows: (results) =>
      beside.map(([subject, atLeast]) => {
        const ours = results.of('porchlight', 'deliveriesPerSecond');
        const theirs = results.of(subject, 'deliveriesPerSecond');
        return {
          what: `deliveries/s, ${where}`,
          unit: '/s',
          ours,
          beside: { name: SUBJECT_TITLES[subject], values: theirs },
          judged: { name: 'ratio', values: perRun(ours, theirs, (a, b) => a / b) },
          reach: { kind: 'at least', value: atLeast, unit: '' },
        };
      }),
  };
}
