import net from 'node:net';
import os from 'node:os';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { HostState } from '../../../server/protocol/admin.ts';
import type { ServerInfo, Settings } from '../../../server/protocol/http.ts';
import { callApi, callOk, joinAs } from '../../support/people.ts';
import { DesktopHost, MAKE_OWNER, ownedHost, startDesktopHost } from '../../support/desktop-host.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { connect } from '../../support/ws-client.ts';

/** An address of this machine that others would use; null on one without a network. */
const LAN = Object.values(os.networkInterfaces())
  .flatMap((infos) => infos ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

async function isListening(address: string, port: number): Promise<boolean> {
  const socket = net.connect(port, address);
  const isOpen = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return isOpen;
}

describe('a host started by the desktop app', { timeout: 60_000 }, () => {
  it('is on this machine alone until its owner is made, and on the network from then on', async () => {
    const host = await startDesktopHost();
    const listening = await host.waitFor('listening');
    expect(listening).toMatchObject({
      isSetUp: false,
      state: { name: 'Porchlight', localName: null, best: null },
    });
    expect(listening.suggestedServerName).toMatch(/\S/);
    expect(listening.state.addresses.map(({ address }) => address)).toEqual(['127.0.0.1', 'localhost']);
    expect(await isListening('127.0.0.1', listening.port)).toBe(true);
    if (LAN) expect(await isListening(LAN, listening.port)).toBe(false);

    const open = await fetch(`${host.url}/api/v1/server`);
    const { token } = await host.askFor('owner', MAKE_OWNER);

    expect(open.status).toBe(200);
    expect(await callOk<ServerInfo>(host, 'GET', '/server')).toMatchObject({
      name: 'The Porch',
      setupRequired: false,
    });
    expect(await callOk(host, 'GET', '/me', { token })).toMatchObject({
      username: 'Olive',
      role: 'owner',
      hasPassword: false,
    });
    if (LAN) expect(await isListening(LAN, listening.port)).toBe(true);
    const { state } = await host.waitFor('state', (message) => message.state.name === 'The Porch');
    expect(state.port).toBe(listening.port);
    if (LAN) expect(state.best).toMatchObject({ url: expect.stringContaining(`:${listening.port}`) });
  });

  it('keeps what was connected while it opens to the network', async () => {
    const host = await startDesktopHost();
    const { port } = await host.waitFor('listening');
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /api/v1/server HTTP/1.1\r\nHost: localhost\r\n');

    await host.askFor('owner', MAKE_OWNER);
    socket.write('Connection: close\r\n\r\n');

    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('makes one owner, with names that can be names', async () => {
    const host = await startDesktopHost();
    const refused = await Promise.all([
      host.ask({ ...MAKE_OWNER, username: '' }),
      host.ask({ ...MAKE_OWNER, username: '\u202eOlive' }),
      host.ask({ ...MAKE_OWNER, serverName: '\u200b' }),
      host.ask({ type: 'owner-session' }),
      host.ask({ type: 'chat-entry' }),
    ]);
    expect(refused.map((answer) => answer.type === 'failed' && answer.code)).toEqual([
      'invalid_username',
      'invalid_username',
      'invalid_request',
      'setup_required',
      'setup_required',
    ]);

    const answers = await Promise.all([host.ask(MAKE_OWNER), host.ask({ ...MAKE_OWNER, username: 'Eve' })]);

    expect(answers.map(({ type }) => type).sort()).toEqual(['failed', 'owner']);
    expect(answers.find(({ type }) => type === 'failed')).toMatchObject({ code: 'already_set_up' });
  });

  it('passes over what is no request', async () => {
    const host = await startDesktopHost();
    for (const junk of [null, 'stop', 7, [], {}, { type: 'stop' }, { type: 'ping', id: '1' }])
      host.sendRaw(junk);
    host.sendRaw({ type: 'format-disk', id: 901 });
    expect(await host.waitFor('failed', ({ id }) => id === 901)).toMatchObject({ code: 'invalid_request' });
    await host.askFor('pong', { type: 'ping' });
  });

  it('pauses joining, and lets people in again', async () => {
    const { host, token } = await ownedHost();
    await host.askFor('done', { type: 'pause-joining', isPaused: true });
    await host.waitFor('state', ({ state }) => state.join.isPaused);
    expect((await callApi(host, 'POST', '/join', { body: { username: 'Late' } })).status).toBe(403);
    expect(await callOk<Settings>(host, 'GET', '/admin/settings', { token })).toMatchObject({
      isJoiningPaused: true,
    });
    await host.askFor('done', { type: 'pause-joining', isPaused: false });
    await joinAs(host, 'Late');
  });

  it('tells of arrivals and people online, once a second at most', async () => {
    const { host } = await ownedHost();
    const bo = await joinAs(host, 'Bo');
    const client = await connect(host.url, bo);
    await client.hello();
    const { state } = await host.waitFor('state', (message) => message.state.people.connections === 1);
    expect(state.people).toEqual({ online: 1, known: 2, connections: 1, connectionsElsewhere: 0 });
    expect(state.arrivals).toMatchObject([{ username: 'Bo', isOtherDevice: false }]);
    expect(state.hasOtherDeviceArrived).toBe(false);
    const before = host.messages.length;
    for (let sent = 0; sent < 5; sent++) await client.post('1', `number ${sent}`, `m${sent}`);
    const told = await host.waitFor(
      'state',
      (message) => message.state.rates.messagesPerMinute === 5,
      before,
    );
    expect(told.state.rates.deliveriesPerMinute).toBe(5);
    expect(host.messages.slice(before).filter(({ type }) => type === 'state').length).toBeLessThan(4);
    await client.close();
  });

  it('gives notice of direct messages and mentions, and of nothing else', async () => {
    const { host, token, userId } = await ownedHost();
    const bo = await joinAs(host, 'Bo');
    const client = await connect(host.url, bo);
    await client.hello();
    const own = await connect(host.url, { token });
    await own.hello();
    const { room } = await callOk<{ room: { id: string } }>(host, 'POST', '/rooms', {
      token: bo.token,
      body: { kind: 'direct', userId: String(userId) },
    });
    const secret = await callOk<{ room: { id: string } }>(host, 'POST', '/rooms', {
      token: bo.token,
      body: { kind: 'private', name: 'Without her' },
    });
    await client.post('1', 'mail@olive.example and @olives', 'a');
    await client.post(secret.room.id, 'psst @Olive', 'b');
    await own.post('1', 'I am @Olive', 'c');
    await client.post('1', 'hello @OLIVE,\nlook', 'd');
    await client.post(room.id, 'just for you', 'e');

    await host.waitFor('notice', ({ notice }) => notice.kind === 'direct');
    expect(host.messages.flatMap((message) => (message.type === 'notice' ? [message.notice] : []))).toEqual([
      {
        kind: 'mention',
        messageId: expect.any(Number),
        roomId: 1,
        roomName: expect.stringMatching(/\S/),
        senderName: 'Bo',
        text: 'hello @OLIVE, look',
      },
      {
        kind: 'direct',
        messageId: expect.any(Number),
        roomId: Number(room.id),
        roomName: '',
        senderName: 'Bo',
        text: 'just for you',
      },
    ]);
    client.terminate();
    own.terminate();
  });

  it('finds out after a wake who is still there', async () => {
    const { host } = await ownedHost();
    const bo = await joinAs(host, 'Bo');
    const client = await connect(host.url, bo);
    await client.hello();
    const pinged = once(client.socket, 'ping');
    await host.askFor('done', { type: 'woke' });
    await pinged;
    await client.post('1', 'still here', 'still');
    client.terminate();
  });

  it('stops when it is asked to, tells its people, and answers last', async () => {
    const { host } = await ownedHost();
    const client = await connect(host.url, await joinAs(host, 'Bo'));
    await client.hello();
    const answer = await host.askFor('done', { type: 'stop' });
    expect(await client.closed).toMatchObject({ code: 1001 });
    expect(await host.exited).toEqual({ code: 0, signal: null });
    expect(host.messages.at(-1)).toEqual(answer);
  });

  it('stops by itself when the app has gone', async () => {
    const { host } = await ownedHost();
    const client = await connect(host.url, await joinAs(host, 'Bo'));
    await client.hello();
    host.disconnect();
    expect(await client.closed).toMatchObject({ code: 1001 });
    expect(await host.exited).toEqual({ code: 0, signal: null });
  });

  it('answers pings and takes a stop while it starts', async () => {
    const data = await tempDirForTest();
    const host = new DesktopHost(data, { flags: ['--port', '0', '--no-mdns'] });
    const answers = Promise.all([host.ask({ type: 'ping' }), host.ask({ type: 'stop' })]);
    expect((await answers).map(({ type }) => type)).toEqual(['pong', 'done']);
    expect(await host.exited).toEqual({ code: 0, signal: null });
  });

  it('says why it can’t start, with the exit code of a headless start', async () => {
    const first = await startDesktopHost();
    const second = new DesktopHost(first.dataDir, { flags: ['--port', '0', '--no-mdns'] });
    expect(await second.waitFor('fatal')).toMatchObject({
      code: 'held',
      message: expect.stringMatching(/in use/),
    });
    expect(await second.exited).toEqual({ code: 3, signal: null });
  });

  it('takes another port where others hold its own on the network, and says so', async () => {
    if (!LAN) return;
    const host = await startDesktopHost();
    const { port } = await host.waitFor('listening');
    const other = net.createServer().listen(port, LAN);
    await once(other, 'listening');
    const oldUrl = host.url;

    const { token } = await host.askFor('owner', MAKE_OWNER);

    const moved = await host.waitFor('listening', (message) => message.port !== port);
    expect(moved).toMatchObject({ isSetUp: true });
    const state = await callOk<HostState>(host, 'GET', '/admin/host', { token });
    expect(state.port).toBe(moved.port);
    expect((await fetch(`${oldUrl}/api/v1/server`)).status).toBe(200);
    other.close();
  });

  it('takes the port that was chosen from the next start on', async () => {
    const data = await tempDirForTest();
    const first = new DesktopHost(data, { flags: ['--no-mdns'] });
    await first.waitFor('listening');
    const { token } = await first.askFor('owner', MAKE_OWNER);
    const port = await freePortInRange();
    await callOk(first, 'PATCH', '/admin/settings', { token, body: { port } });
    await first.waitFor('state', ({ state }) => state.portAfterRestart === port);
    await first.ask({ type: 'stop' });
    await first.exited;

    const again = new DesktopHost(data, { flags: ['--no-mdns'] });

    expect(await again.waitFor('listening')).toMatchObject({ port, state: { portAfterRestart: null } });
  });
});

/** A free port among those that a host may choose; systems hand out others, mostly above them. */
async function freePortInRange(): Promise<number> {
  for (let port = 21_000 + (process.pid % 9_000); ; port++) {
    const server = net.createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '0.0.0.0', () => resolve(true));
    });
    server.close();
    if (isFree) return port;
  }
}
