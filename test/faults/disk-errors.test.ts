import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { makePicture, postFile } from '../support/files.ts';
import { runHostToEnd } from '../support/host-process.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callApi, joinAs, setUpOwner } from '../support/people.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';
import { tempDirForTest } from '../support/temp-dir.ts';
import { until } from '../support/until.ts';
import { connect, type WsClient } from '../support/ws-client.ts';

const run = promisify(execFile);
const FRONT_PORCH = '1';
/** EXIT.dataFolderNotWritable, which scripts rely on. */
const EXIT_NOT_WRITABLE = 6;
/** The user "nobody": root may write whatever the permissions say. */
const NOBODY = 65_534;
const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;

test.runIf(isRootOnLinux)(
  'while the disk fails every write nothing is acknowledged, and all goes on by itself once it works again',
  async () => {
    const host = await startLastingHost({ flags: ['--no-rate-limits'] });
    const owner = await setUpOwner(host.current);
    const [writer, reader] = [
      await connect(host.url, { token: (await joinAs(host.current, 'Ann')).token }),
      await connect(host.url, { token: owner.token }),
    ];
    await writer.hello();
    await reader.hello();
    const acked = [(await writer.post(FRONT_PORCH, 'before', 'before')).messageId];

    // No file may grow or be written beyond its first kilobyte: write(2) fails with EFBIG.
    await limitFiles(host.current.pid, '1024:unlimited');
    expect(await codeFor(writer, 'during')).toBe('storage_failed');
    expect(await codeFor(writer, 'during')).toBe('storage_failed');
    expect((await readWholeHistory(host, owner.token, FRONT_PORCH)).map(({ id }) => id)).toEqual(acked);
    expect(reader.events.filter(({ kind }) => kind === 'message.created')).toHaveLength(1);

    await limitFiles(host.current.pid, 'unlimited:unlimited');
    acked.push((await writer.post(FRONT_PORCH, 'during', 'during')).messageId);
    await reader.waitForEvent((event) => event.seq === Number(acked.at(-1)));
    await host.kill();
    await host.start();
    await host.current.stop();
    expect(readStoredLog(host.current.dataDir).messages.map(({ id }) => id)).toEqual(acked);
  },
);

test.runIf(isRootOnLinux)(
  'in a folder that became read-only messages go on, files are refused by name, and a new start says why not',
  async (context) => {
    const root = await tempDirForTest();
    await chmod(root, 0o755);
    const data = path.join(root, 'data');
    await mkdir(data);
    await chown(data, NOBODY, NOBODY);
    const through = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
    const canBecomeNobody = await run('setpriv', [...through.slice(1), process.execPath, '--version']).then(
      () => true,
      () => false,
    );
    if (!canBecomeNobody) {
      context.skip('setpriv (util-linux) or a Node that everybody may run is missing');
      return;
    }
    const host = await startLastingHost({ data, through });
    const owner = await setUpOwner(host.current);
    const client = await connect(host.url, { token: owner.token });
    await client.hello();
    const folders = [
      data,
      ...(await readdir(data, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map((entry) => path.join(entry.parentPath, entry.name)),
    ];
    for (const folder of folders) await chmod(folder, 0o555);

    // The database was opened while it could be.
    await client.post(FRONT_PORCH, 'goes on', 'goes-on');
    const refused = await postFile(host, owner.token, await makePicture(), 'a.png');
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({ error: { code: 'storage_read_only' } });

    for (const folder of folders) await chmod(folder, 0o755);
    expect((await postFile(host, owner.token, await makePicture(), 'a.png')).status).toBe(201);
    expect(await host.current.stop()).toEqual({ code: 0, signal: null });
    for (const folder of folders) await chmod(folder, 0o555);
    await expect(host.start()).rejects.toThrow(
      new RegExp(`exit code ${EXIT_NOT_WRITABLE}[^]*The data folder can’t be written to: ${data}`),
    );
  },
);

test.runIf(isRootOnLinux)(
  'a host does not start on a read-only or a full disk, and says which it is',
  async (context) => {
    const disk = await mountSmallDisk(8);
    if (!disk) {
      context.skip('a small disk can only be mounted by root on Linux');
      return;
    }
    const data = path.join(disk.path, 'data');
    await mkdir(data);
    await disk.fill();
    const full = await runHostToEnd(['--json', '--port', '0', '--no-mdns', '--data', data]);
    expect([full.code, full.stderr]).toEqual([
      EXIT_NOT_WRITABLE,
      expect.stringContaining('The disk is full'),
    ]);

    await disk.free();
    await run('mount', ['-o', 'remount,ro', disk.path]);
    onTestFinished(() => run('mount', ['-o', 'remount,rw', disk.path]).then(() => undefined));
    const readOnly = await runHostToEnd(['--json', '--port', '0', '--no-mdns', '--data', data]);
    expect([readOnly.code, readOnly.stderr]).toEqual([
      EXIT_NOT_WRITABLE,
      `The data folder can’t be written to: ${data}.\n`,
    ]);
  },
);

test.runIf(isRootOnLinux)(
  'a host that has no file descriptors left keeps everybody it has, turns others away, and takes them in later',
  async () => {
    const limit = 160;
    const { current: host } = await startLastingHost({
      flags: ['--no-rate-limits'],
      through: ['prlimit', `--nofile=${limit}:${limit}`],
    });
    const owner = await setUpOwner(host);
    const people = await Promise.all(
      Array.from({ length: 12 }, (_, index) => joinAs(host, `Guest ${index}`)),
    );
    const first = await connect(host.url, { token: owner.token });
    await first.hello();
    const others = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        connect(host.url, { token: people[index % people.length]!.token }).catch(() => null),
      ),
    );
    expect(others.filter((client) => client === null).length).toBeGreaterThan(20);
    await first.post(FRONT_PORCH, 'Crowded here.', 'crowded');

    for (const client of others) client?.terminate();
    await Promise.all(others.flatMap((client) => (client ? [client.closed] : [])));
    const late = await comesBack(host.url, people[0]!.token);
    await late.hello();
    await late.post(FRONT_PORCH, 'Room again.', 'room');
    await until(
      () =>
        first.events.some(
          (event) => event.kind === 'message.created' && event.message.text === 'Room again.',
        ),
      'the word of the late one',
    );
    expect((await callApi(host, 'GET', '/rooms', { token: owner.token })).status).toBe(200);
    expect(await host.stop()).toEqual({ code: 0, signal: null });
  },
);

/** Comes back until taken in, as the pages do: the host learns a moment later than we that the others have gone. */
async function comesBack(url: string, token: string): Promise<WsClient> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    try {
      return await connect(url, { token });
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(50);
    }
  }
}

async function limitFiles(pid: number, limit: string): Promise<void> {
  await run('prlimit', ['--pid', String(pid), `--fsize=${limit}`]);
}

/** Sends a message and gives the code with which it is refused; throws where it is not. */
async function codeFor(writer: WsClient, clientMessageId: string): Promise<string> {
  const from = writer.frames.length;
  writer.send({ type: 'send', clientMessageId, roomId: FRONT_PORCH, text: clientMessageId });
  return (await writer.waitFor('error', { from })).code;
}
