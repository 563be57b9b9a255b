import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { HttpClient } from '../load/http-client.ts';
import { onCore } from '../machine/cores.ts';
import { SEEDED_PASSWORD } from '../seed-data/make-folder.ts';
import type { Stage } from '../subjects/subject.ts';
import type { Run, Scenario } from './scenario.ts';

const MESSAGES = 1_000_000;
const PEOPLE = 200;
const LISTENERS = 100;
const SIGN_INS = 50;
const REACH_MS = 20;

const CASES = {
  backup: 'a backup of 1,000,000 messages',
  migration: 'a migration with its copy',
  'sign-ins': '50 sign-ins at once',
  scan: 'a check of the whole database',
} as const;

/** Whether the event loop stays free, and so everybody is served, while something large is going on. */
export const loopDelay: Scenario = {
  name: 'loop-delay',
  title: 'event loop delay while something large runs',
  subjects: ['porchlight'],
  measure: async (_subject, run) => ({
    backup: await duringTalk(run, (stage) => backUp(stage)),
    migration: await duringMigration(run),
    'sign-ins': await duringTalk(run, (stage) => signIn(stage)),
    scan: await duringScan(run),
  }),
  rows: (results) =>
    Object.entries(CASES).map(([figure, words]) => {
      const ours = results.of('porchlight', figure);
      return {
        what: `event loop delay p99 during ${words}`,
        unit: 'ms',
        ours,
        beside: null,
        judged: { name: 'ms', values: ours },
        reach: { kind: 'at most', value: REACH_MS, unit: ' ms' },
      };
    }),
};

/** A hundred people talk, and the work is done while they do. */
async function duringTalk(run: Run, work: (stage: Stage) => Promise<void>): Promise<number> {
  const stage = await run.start({ people: PEOPLE, rooms: 1, messages: MESSAGES });
  await gather(run, stage);
  await stage.server.ask('watchLoop');
  const talk = keepTalking(run, 3_000);
  await work(stage);
  await talk;
  const { p99 } = await stage.server.ask('readLoop');
  await stage.clear();
  return p99;
}

/** A large database is checked in the background from the start on. */
async function duringScan(run: Run): Promise<number> {
  const stage = await run.start({ people: PEOPLE, rooms: 1, messages: MESSAGES });
  await stage.server.ask('watchLoop');
  await gather(run, stage);
  await keepTalking(run, 2_000);
  const { p99 } = await stage.server.ask('readLoop');
  await stage.clear();
  return p99;
}

/** Nobody can be served yet; but a process that answers no signal looks hung to who started it. */
async function duringMigration({ setting: { cores, folders } }: Run): Promise<number> {
  const { dir } = await folders.copyOf({ users: PEOPLE, rooms: 6, messages: MESSAGES, formatVersion: 1 });
  const entry = path.join(import.meta.dirname, '../machine/open-folder.ts');
  const { stdout } = await promisify(execFile)(...onCore(cores.server, process.execPath, [entry, dir]));
  await folders.remove(dir);
  const { p99, copiedTo } = JSON.parse(stdout) as { p99: number; copiedTo: string | null };
  if (copiedTo === null) throw new Error('nothing was migrated');
  return p99;
}

async function gather(run: Run, { server, dialect, players }: Stage): Promise<void> {
  const listeners = players.slice(0, LISTENERS);
  await run.load.do('gather', {
    address: server.address,
    dialect,
    players: listeners,
    tracksPresence: false,
  });
  await run.load.do('connect', { since: null, atOnce: 50 });
}

async function keepTalking(run: Run, measureMs: number): Promise<void> {
  await run.load.do('flow', {
    messagesPerSecond: 20,
    warmUpMs: 100,
    measureMs,
    senders: 20,
    giveUpAfterMs: 30_000,
  });
}

/** As the README tells people to do it: SQLite's own backup of a running host's database, from another process. */
async function backUp({ dataDir }: Stage): Promise<void> {
  const db = new Database(path.join(dataDir, 'porchlight.db'), { readonly: true });
  try {
    await db.backup(path.join(dataDir, 'copy.db'));
  } finally {
    db.close();
  }
}

async function signIn({ server, dataDir }: Stage): Promise<void> {
  const db = new Database(path.join(dataDir, 'porchlight.db'), { readonly: true });
  const names = db
    .prepare('SELECT username FROM users ORDER BY id DESC LIMIT ?')
    .pluck()
    .all(SIGN_INS) as string[];
  db.close();
  const client = new HttpClient(server.address, SIGN_INS);
  try {
    const answers = await Promise.all(
      names.map((username) =>
        client.call({
          method: 'POST',
          path: '/api/v1/session',
          body: { username, password: SEEDED_PASSWORD },
        }),
      ),
    );
    const refused = answers.find(({ status }) => status !== 200);
    if (refused) throw new Error(`a sign-in was refused: ${refused.status} ${refused.body}`);
  } finally {
    client.close();
  }
}
