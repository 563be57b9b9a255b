import { rename, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makePicture, filesOnDisk, uploadFile } from '../support/files.ts';
import { runHostToEnd } from '../support/host-process.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callApi, joinAs, OWNER, setUpOwner } from '../support/people.ts';
import { readStoredLog } from '../support/stored-log.ts';
import { connect } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
/** EXIT.databaseDamaged, which scripts rely on. */
const EXIT_DAMAGED = 5;

test.skipIf(process.platform === 'win32').each([
  ['database is deleted', ['porchlight.db', 'porchlight.db-wal', 'porchlight.db-shm']],
  ['log is deleted', ['porchlight.db-wal']],
])(
  'a host whose %s while it runs acknowledges nothing more, and saves all that it has',
  async (_what, names) => {
    const host = await startLastingHost({ flags: ['--no-rate-limits'] });
    await setUpOwner(host.current);
    const ann = await joinAs(host.current, 'Ann');
    const client = await connect(host.url, { token: ann.token });
    await client.hello();
    const acked: string[] = [];
    for (let index = 0; index < 20; index++)
      acked.push((await client.post(FRONT_PORCH, 'kept', `kept-${index}`)).messageId);

    const folder = host.current.dataDir;
    for (const name of names) await rm(path.join(folder, name));
    const from = client.frames.length;
    client.send({ type: 'send', clientMessageId: 'late', roomId: FRONT_PORCH, text: 'Still there?' });
    expect(await host.current.exited).toEqual({ code: EXIT_DAMAGED, signal: null });
    await client.closed;
    expect(client.frames.slice(from).filter(({ type }) => type === 'ack' || type === 'events')).toEqual([]);
    expect(host.current.stderr()).toMatch(
      /was moved, deleted or replaced while .* in use\. All its messages were saved in/,
    );

    // The person does what the sentence says.
    const [copy] = await readdir(path.join(folder, 'backups'));
    for (const name of await readdir(folder)) {
      if (name.startsWith('porchlight.db')) await rm(path.join(folder, name));
    }
    await rename(path.join(folder, 'backups', copy!), path.join(folder, 'porchlight.db'));
    await host.start();
    const back = await connect(host.url, { token: ann.token });
    await back.hello(Number(acked.at(-1)));
    await back.post(FRONT_PORCH, 'Still there?', 'late');
    await host.current.stop();
    expect(
      readStoredLog(folder)
        .messages.map(({ id }) => id)
        .slice(0, acked.length),
    ).toEqual(acked);
  },
);

test('a log without its database is not thrown away: the host says what is missing and does not start', async () => {
  const host = await startLastingHost();
  await setUpOwner(host.current);
  const folder = host.current.dataDir;
  await host.kill();
  const database = path.join(folder, 'porchlight.db');
  const aside = path.join(folder, 'aside.db');
  await rename(database, aside);
  const { size } = await stat(`${database}-wal`);

  const refused = await runHostToEnd(['--json', '--port', '0', '--no-mdns', '--data', folder]);
  expect(refused.code).toBe(EXIT_DAMAGED);
  expect(refused.stderr).toContain(`The database ${database} is missing or empty, but its log`);
  expect((await stat(`${database}-wal`)).size).toBe(size);

  await rename(aside, database);
  await host.start();
  const { username, password } = OWNER;
  expect((await callApi(host, 'POST', '/session', { body: { username, password } })).status).toBe(200);
});

test('where the database is missing a host begins anew, and keeps the files of the earlier one', async () => {
  const host = await startLastingHost();
  const owner = await setUpOwner(host.current);
  await uploadFile(host.current, owner.token, await makePicture(), 'a.png');
  const folder = host.current.dataDir;
  const before = await filesOnDisk(folder);
  await host.current.stop();
  await rm(path.join(folder, 'porchlight.db'));

  await host.start();
  expect(host.current.setupUrl).not.toBeNull();
  await host.current.stop();
  expect(host.current.stderr()).toContain('earlier_files_set_aside');
  const kept = (await readdir(folder)).find((name) => name.startsWith('files-of-earlier-'));
  for (const file of before) await stat(path.join(folder, kept!, file));
});

test('a file whose bytes are missing is told as missing, and nothing else is touched by it', async () => {
  const host = await startLastingHost();
  const owner = await setUpOwner(host.current);
  const [lost, kept] = [
    await uploadFile(host.current, owner.token, await makePicture('png', { red: 1 }), 'lost.png'),
    await uploadFile(host.current, owner.token, await makePicture('png', { red: 2 }), 'kept.png'),
  ];
  const client = await connect(host.url, { token: owner.token });
  await client.hello();
  client.send({
    type: 'send',
    clientMessageId: 'both',
    roomId: FRONT_PORCH,
    text: 'Look',
    fileIds: [lost.id, kept.id],
  });
  await client.waitFor('ack');
  const [first] = await filesOnDisk(host.current.dataDir);
  await rm(path.join(host.current.dataDir, 'files', first!));

  const answers = await Promise.all([lost, kept].map(({ url }) => get(url)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  const missing = answers.find(({ status }) => status === 404)!;
  expect(await missing.json()).toMatchObject({ error: { code: 'file_not_found' } });
  // Sent once more, the same picture is whole again, in the earlier message too.
  for (const red of [1, 2])
    await uploadFile(host.current, owner.token, await makePicture('png', { red }), 'again.png');
  expect((await Promise.all([lost, kept].map(({ url }) => get(url)))).map(({ status }) => status)).toEqual([
    200, 200,
  ]);

  function get(url: string): Promise<Response> {
    return fetch(host.url + url, { headers: { authorization: `Bearer ${owner.token}` } });
  }
});
