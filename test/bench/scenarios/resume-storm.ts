import type { Scenario } from './scenario.ts';

/** One more says what the others miss. */
const CONNECTIONS = 1_001;
const MISSED = 100;

/** The Wi-Fi was gone for a moment, and everybody comes back in the same one. */
export const resumeStormScenario: Scenario = {
  name: 'resume-storm',
  title: '1,000 clients dropped at once, each with 100 missed messages',
  subjects: ['porchlight'],
  measure: async (_subject, run) => {
    const { server, dialect, players } = await run.start({ people: CONNECTIONS, rooms: 1, messages: 10_000 });
    await run.load.do('gather', { address: server.address, dialect, players, tracksPresence: false });
    await run.load.do('connect', { since: null, atOnce: 100 });
    run.load.resetCpuShare();
    const { ms, wrongConnections } = await run.load.do('resumeStorm', MISSED);
    return { ms, wrongConnections };
  },
  rows: (results) => {
    const seconds = results.of('porchlight', 'ms').map((ms) => ms / 1000);
    const wrong = results.of('porchlight', 'wrongConnections');
    return [
      {
        what: '1,000 clients back with 100 missed messages each',
        unit: 's',
        ours: seconds,
        beside: null,
        judged: { name: 'seconds', values: seconds },
        reach: { kind: 'at most', value: 3, unit: ' s' },
      },
      {
        what: '... of them with something lost or doubled',
        unit: '',
        ours: wrong,
        beside: null,
        judged: { name: 'clients', values: wrong },
        reach: { kind: 'at most', value: 0, unit: '' },
      },
    ];
  },
};
