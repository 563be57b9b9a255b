import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callHost } from '../../../server/discovery/call-host.ts';

const GOOD = {
  id: '0123456789abcdef01234567',
  name: ' The  Lab ',
  version: '1.2.3-beta.1',
  setupRequired: false,
  peopleOnline: 3,
  more: 'from a later version',
};

async function listen(server: net.Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    if (server instanceof http.Server) server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

function answering(body: string | Buffer, status = 200): Promise<string> {
  return listen(
    http.createServer((_request, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(body);
    }),
  );
}

describe('callHost', () => {
  it('tells who answers', async () => {
    const url = await answering(JSON.stringify(GOOD));
    expect(await callHost(url, 2_000)).toEqual({
      kind: 'host',
      host: {
        id: GOOD.id,
        name: 'The Lab',
        version: GOOD.version,
        setupRequired: false,
        peopleOnline: 3,
      },
    });
  });

  it.each([
    ['no JSON', '<html>', 200],
    ['another status', JSON.stringify(GOOD), 404],
    ['a redirect', JSON.stringify(GOOD), 302],
    ['an id that is none', JSON.stringify({ ...GOOD, id: '../../etc' }), 200],
    ['a name that is none', JSON.stringify({ ...GOOD, name: '\u200b' }), 200],
    ['a name that is endless', JSON.stringify({ ...GOOD, name: 'x'.repeat(500) }), 200],
    ['a version that is none', JSON.stringify({ ...GOOD, version: '<script>' }), 200],
    ['people that are no number', JSON.stringify({ ...GOOD, peopleOnline: 1e99 }), 200],
    ['a text that never ends', 'x'.repeat(10_000_000), 200],
  ])('believes nothing of %s', async (_title, body, status) => {
    expect(await callHost(await answering(body, status), 2_000)).toEqual({ kind: 'other' });
  });

  it('takes direction controls out of a name', async () => {
    const url = await answering(JSON.stringify({ ...GOOD, name: 'La\u202eb' }));
    expect(await callHost(url, 2_000)).toMatchObject({ host: { name: 'Lab' } });
  });

  it('does not wait for one who says nothing, or a byte now and then', async () => {
    const silent = await listen(net.createServer(() => undefined));
    expect(await callHost(silent, 200)).toEqual({ kind: 'silent' });
    const slow = await listen(
      http.createServer((_request, response) => {
        response.write('{');
      }),
    );
    expect(await callHost(slow, 200)).toEqual({ kind: 'other' });
  });

  it('tells nobody from somebody who speaks otherwise', async () => {
    const gone = net.createServer();
    const url = await listen(gone);
    gone.close();
    await once(gone, 'close');
    expect(await callHost(url, 2_000)).toEqual({ kind: 'silent' });
    const ssh = await listen(net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    expect(await callHost(ssh, 2_000)).toEqual({ kind: 'other' });
  });
});
