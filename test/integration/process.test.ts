import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runHostToEnd, startHost } from '../support/host-process.ts';
import { setUpOwner } from '../support/people.ts';
import { tempDirForTest } from '../support/temp-dir.ts';
import { connect } from '../support/ws-client.ts';
import { folderState } from '../server/storage/support/folder-state.ts';

const HEADER_VERSION_OFFSET = 60;
const FLAGS = ['--json', '--port', '0', '--no-mdns'];

/** A data folder that a host has used and left. */
async function usedFolder(): Promise<{ data: string; file: string }> {
  const data = await tempDirForTest();
  const host = await startHost({ data });
  await host.stop();
  return { data, file: path.join(data, 'porchlight.db') };
}

/** What belongs to the data; a refused start may still write its log. */
function dataState(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(folderState(folder)).filter(([name]) => !name.startsWith('logs')));
}

describe('the host process', { timeout: 60_000 }, () => {
  it.each([['--no-such-flag'], ['--port', '70000'], ['serve'], ['--name', '\u200b']])(
    'ends with 2 and one line for %s %s',
    async (...flags) => {
      const { code, stdout, stderr } = await runHostToEnd(flags);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^\S[^\n]+\n$/);
      expect(stderr).not.toMatch(/ {4}at |Error:/);
    },
  );

  it('ends with 2 where the port or the address that was asked for can’t be had', async () => {
    const data = await tempDirForTest();
    const taken = net.createServer();
    taken.listen(0, '0.0.0.0');
    await once(taken, 'listening');
    onTestFinished(() => {
      taken.close();
    });
    const { port } = taken.address() as net.AddressInfo;
    for (const flags of [
      ['--port', String(port)],
      ['--port', '0', '--bind', '203.0.113.7'],
    ]) {
      const { code, stderr } = await runHostToEnd(['--json', '--no-mdns', '--data', data, ...flags]);
      expect(code).toBe(2);
      expect(stderr.trim().split('\n').at(-1)).not.toMatch(/ {4}at /);
    }
  });

  it('ends with 3 where another host has the folder, and says who and where', async () => {
    const host = await startHost();
    onTestFinished(() => host.stop().then(() => undefined));
    const { code, stdout, stderr } = await runHostToEnd([...FLAGS, '--data', host.dataDir]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain(`process ${host.pid}, http://`);
    expect(stderr).toContain(`:${host.port}`);
    expect((await fetch(`${host.url}/api/v1/server`)).status).toBe(200);
  });

  it('ends with 4 for data of a newer version, and touches nothing', async () => {
    const { data, file } = await usedFolder();
    const bytes = fs.readFileSync(file);
    bytes.writeUInt32BE(99, HEADER_VERSION_OFFSET);
    fs.writeFileSync(file, bytes);
    const before = dataState(data);
    const { code, stderr } = await runHostToEnd([...FLAGS, '--data', data]);
    expect(code).toBe(4);
    expect(stderr).toContain('format 99');
    expect(dataState(data)).toEqual(before);
  });

  it.each([
    ['garbage', (file: string) => fs.writeFileSync(file, 'garbage '.repeat(1_000))],
    ['a truncated file', (file: string) => fs.truncateSync(file, fs.statSync(file).size - 5_000)],
  ])('ends with 5 for %s, and touches nothing', async (_title, harm) => {
    const { data, file } = await usedFolder();
    harm(file);
    const before = dataState(data);
    const { code, stderr } = await runHostToEnd([...FLAGS, '--data', data]);
    expect(code).toBe(5);
    expect(stderr).toContain('Nothing was changed.');
    expect(stderr).not.toMatch(/ {4}at /);
    expect(dataState(data)).toEqual(before);
  });

  it.each([
    ['a file in the folder’s place', (place: string) => fs.writeFileSync(place, 'mine')],
    ['a folder that can’t be', (place: string) => fs.symlinkSync('/proc/nothing-here', place)],
  ])('ends with 6 for %s', async (_title, spoil) => {
    const place = path.join(await tempDirForTest(), 'data');
    spoil(place);
    const { code, stderr } = await runHostToEnd([...FLAGS, '--data', place]);
    expect(code).toBe(6);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops cleanly on %s, with people on it', async (signal) => {
    const host = await startHost();
    const owner = await setUpOwner(host);
    const client = await connect(host.url, owner);
    await client.hello();
    const ack = await client.post('1', 'last words', 'last');
    host.kill(signal);
    expect(await host.exited).toEqual({ code: 0, signal: null });
    expect(host.lines.map((line) => line.event)).toEqual(['listening', 'stopped']);
    expect(await client.closed).toMatchObject({ code: 1001 });
    // Nothing waits in a log beside the file: the folder could be copied as it is.
    expect(fs.readdirSync(host.dataDir).sort()).toEqual([
      'files',
      'host.lock',
      'logs',
      'porchlight.db',
      'search.db',
    ]);
    const again = await startHost({ data: host.dataDir });
    const response = await fetch(`${again.url}/api/v1/messages/${ack.messageId}`, {
      headers: { authorization: `Bearer ${owner.token}` },
    });
    expect(response.status).toBe(200);
    await again.stop();
    await host.stop();
  });

  it('stops although somebody never reads, and although somebody holds a request open', async () => {
    const host = await startHost();
    const owner = await setUpOwner(host);
    const client = await connect(host.url, owner);
    await client.hello();
    client.socket.pause();
    const half = net.connect(host.port, '127.0.0.1');
    half.on('error', () => undefined);
    await once(half, 'connect');
    half.write(
      'POST /api/v1/join HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
    );
    host.kill('SIGTERM');
    expect(await host.exited).toEqual({ code: 0, signal: null });
    client.terminate();
    half.destroy();
    await host.stop();
  });

  it('tells its help and its version without touching anything', async () => {
    const help = await runHostToEnd(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const flag of ['--port', '--data', '--name', '--bind', '--no-mdns', '--json', '--no-rate-limits'])
      expect(help.stdout).toContain(flag);
    expect(await runHostToEnd(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/),
    });
  });
});
