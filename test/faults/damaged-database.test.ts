import { createHash } from 'node:crypto';
import { cp, open, readdir, readFile, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LONG_TEXT, postMany, upTo } from '../support/bulk-writer.ts';
import { inForm } from '../support/faults/form.ts';
import { runHostToEnd, startHost } from '../support/host-process.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callApi, joinAs, setUpOwner } from '../support/people.ts';
import { seededRandom, seedOfThisRun } from '../support/seeded-random.ts';
import { readStoredLog } from '../support/stored-log.ts';
import { tempDirForTest } from '../support/temp-dir.ts';
import { connect } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
const PAGE_BYTES = 4_096;
/** EXIT.databaseDamaged, which scripts rely on. */
const EXIT_DAMAGED = 5;
const TRIALS = inForm({ short: 2, long: 60 });
const MESSAGES = 120;

test(`a log torn or ruined anywhere, ${TRIALS} times: the host starts with all before that place, whole, and keeps the rest`, async () => {
  const random = seededRandom(seedOfThisRun());
  console.log(`damaged-database: PORCHLIGHT_TEST_SEED=${random.seed}`);
  const { folder, acked } = await killedHost('short');
  for (let trial = 0; trial < TRIALS; trial++) {
    const data = await copyOf(folder);
    const log = path.join(data, 'porchlight.db-wal');
    const { size } = await stat(log);
    const at = random.between(0, size - 1);
    const isTorn = trial % 3 === 0;
    if (isTorn) await truncate(log, at);
    else await overwrite(log, at, Math.min(random.between(1, 9_000), size - at));

    const host = await startHost({ data });
    expect(await host.stop()).toEqual({ code: 0, signal: null });
    const { messages } = readStoredLog(data);
    const ids = messages.map(({ id }) => id);
    expect(ids, `cut at ${at} of ${size}`).toEqual(acked.slice(0, ids.length));
    if (isTorn || ids.length === acked.length) continue;
    // What lies behind the ruined place is not known to the host any more, but it is not gone either.
    expect(host.stderr()).toContain('log_broke_off');
    const backups = path.join(data, 'backups');
    const [kept] = await readdir(backups);
    expect((await stat(path.join(backups, kept!, 'porchlight.db-wal'))).size).toBe(size);
  }
});

test('a killed host whose log is whole says nothing of a log that breaks off', async () => {
  const { folder, acked } = await killedHost('short');
  const host = await startHost({ data: folder });
  await host.stop();
  expect(host.stderr()).not.toContain('log_broke_off');
  expect(readStoredLog(folder).messages.map(({ id }) => id)).toEqual(acked);
});

test(`a page ruined anywhere, ${TRIALS} times: the host refuses the database and leaves it as it was, or it is sound`, async () => {
  const random = seededRandom(seedOfThisRun());
  console.log(`damaged-database: PORCHLIGHT_TEST_SEED=${random.seed}`);
  const { folder } = await stoppedHost();
  let refusals = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const data = await copyOf(folder);
    const file = path.join(data, 'porchlight.db');
    const pages = (await stat(file)).size / PAGE_BYTES;
    if (trial % 3 === 2) await truncate(file, random.between(1, pages - 1) * PAGE_BYTES);
    else await overwrite(file, random.between(0, pages - 1) * PAGE_BYTES, PAGE_BYTES);
    const before = await fingerprint(file);

    const outcome = await startHost({ data }).then(
      async (host) => {
        await host.stop();
        return 'started';
      },
      () => 'refused',
    );
    if (outcome === 'started') {
      readStoredLog(data);
      continue;
    }
    refusals++;
    const refused = await runHostToEnd(['--json', '--port', '0', '--no-mdns', '--data', data]);
    expect(refused.code).toBe(EXIT_DAMAGED);
    expect(refused.stderr).toMatch(
      /^The database .* is damaged \(.*\)\. Nothing was changed\. Put a backup in its place/,
    );
    expect(await fingerprint(file)).toBe(before);
  }
  expect(refusals).toBeGreaterThan(0);
});

test('a host that meets a ruined page while it reads says so and stops, before anybody writes behind it', async () => {
  const { folder, token } = await stoppedHost();
  const host = await startHost({ data: folder });
  const client = await connect(host.url, { token });
  await client.hello();
  const file = path.join(folder, 'porchlight.db');
  // All but the first pages, which hold the tables' names.
  const { size } = await stat(file);
  await overwrite(file, 20 * PAGE_BYTES, size - 20 * PAGE_BYTES);
  const answer = await callApi(host, 'GET', `/rooms/${FRONT_PORCH}/messages?before=20`, { token });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ error: { code: 'storage_failed' } });
  expect(await host.exited).toEqual({ code: EXIT_DAMAGED, signal: null });
  expect(host.stderr()).toContain(`the database ${file} is damaged`);
  expect(await client.closed).toMatchObject({ code: 1001 });
});

/** A host that was killed, with every message in its log alone; `acked` are their ids. */
async function killedHost(text: string): Promise<{ folder: string; acked: string[] }> {
  const host = await startLastingHost({ flags: ['--no-rate-limits'] });
  await setUpOwner(host.current);
  const client = await connect(host.url, { token: (await joinAs(host.current, 'Ann')).token });
  await client.hello();
  const acked: string[] = [];
  for (const index of upTo(MESSAGES))
    acked.push((await client.post(FRONT_PORCH, text, `m-${index}`)).messageId);
  await host.kill();
  return { folder: host.current.dataDir, acked };
}

/** A host that was stopped, with enough messages for some hundred pages. */
async function stoppedHost(): Promise<{ folder: string; token: string }> {
  const { current: host } = await startLastingHost({ flags: ['--no-rate-limits'] });
  await setUpOwner(host);
  const { token } = await joinAs(host, 'Ann');
  const client = await connect(host.url, { token });
  await client.hello();
  await postMany(client, { roomId: FRONT_PORCH, first: 0, count: 100, text: LONG_TEXT });
  await host.stop();
  return { folder: host.dataDir, token };
}

async function copyOf(folder: string): Promise<string> {
  const copy = await tempDirForTest();
  await cp(folder, copy, { recursive: true });
  return copy;
}

async function overwrite(file: string, at: number, length: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(Buffer.alloc(length, 0xa5), 0, length, at);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function fingerprint(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
