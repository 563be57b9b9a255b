import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LIMITS } from '../../server/protocol/limits.ts';
import { startHost } from '../support/host-process.ts';
import { setUpOwner } from '../support/people.ts';
import { connect, type WsClient } from '../support/ws-client.ts';
import { sharedHost } from './support/shared-host.ts';

describe('a connection', () => {
  const shared = sharedHost();

  async function bare(): Promise<WsClient> {
    const client = await connect(shared.host.url, { token: shared.owner.token });
    onTestFinished(() => client.terminate());
    return client;
  }

  it.each([
    ['text that is no JSON', 'junk'],
    ['nothing', ''],
    ['a list', '[{"type":"ping"}]'],
    ['null', 'null'],
    ['a number', '1'],
    ['an object without a type', '{"since":null}'],
    ['a type that is no text', '{"type":{"a":1}}'],
    ['a type out of a prototype', '{"__proto__":{"type":"hello"}}'],
    ['deep nesting', '['.repeat(40_000)],
  ])('is closed with 4400 for %s, before and after hello', async (_title, text) => {
    const fresh = await bare();
    fresh.sendText(text);
    expect(await fresh.closed).toMatchObject({ code: 4400 });
    const open = await bare();
    await open.hello();
    open.sendText(text);
    expect(await open.closed).toMatchObject({ code: 4400 });
  });

  it('is closed with 4400 for a binary frame', async () => {
    const client = await bare();
    client.socket.send(Buffer.from('{"type":"hello","since":null}'));
    expect(await client.closed).toMatchObject({ code: 4400 });
  });

  it.each(['send', 'edit', 'delete', 'react', 'read', 'typing'])(
    'is closed with 4400 where %s comes before hello',
    async (type) => {
      const client = await bare();
      client.sendText(
        JSON.stringify({
          type,
          clientMessageId: 'a',
          roomId: '1',
          messageId: '1',
          text: 'x',
          emoji: '👍',
          on: true,
          seq: 1,
        }),
      );
      expect(await client.closed).toMatchObject({ code: 4400 });
    },
  );

  it('may ping before hello, and may be wrong before it', async () => {
    const client = await bare();
    client.send({ type: 'ping' });
    await client.waitFor('pong');
    client.sendText('{"type":"hello"}');
    expect(await client.waitFor('error')).toMatchObject({ code: 'invalid_frame' });
    client.sendText('{"type":"dance","requestId":"d"}');
    expect(await client.waitFor('error', { where: (error) => error.requestId === 'd' })).toMatchObject({
      code: 'unknown_type',
    });
    await client.hello();
  });

  it.each([
    ['without a token', {}],
    ['with an empty one', { token: '' }],
    ['with a wrong one', { token: 'x'.repeat(43) }],
    ['with a hostile one', { token: "'; DROP TABLE sessions; --" }],
  ])('is closed with 4401 %s', async (_title, options) => {
    const client = await connect(shared.host.url, options);
    expect(await client.closed).toMatchObject({ code: 4401 });
    expect(client.frames).toEqual([]);
  });

  it('is closed with 4408 where no hello comes, and one that said it stays', async () => {
    const [silent, polite] = [await bare(), await bare()];
    await polite.hello();
    expect(await silent.closed).toMatchObject({ code: 4408 });
    await polite.post('1', 'still here', 'polite');
  });

  it('is closed with 1009 for a frame over the limit, and stays for one at the limit', async () => {
    const exact = await bare();
    await exact.hello();
    const frame = '{"type":"ping"}';
    exact.sendText(frame.padEnd(LIMITS.frameMaxBytes, ' '));
    await exact.waitFor('pong');
    exact.sendText(frame.padEnd(LIMITS.frameMaxBytes + 1, ' '));
    expect(await exact.closed).toMatchObject({ code: 1009 });
  });

  it('is closed with 1009 for a message in pieces that add up', async () => {
    const client = await bare();
    for (let i = 0; i < 4; i++) client.socket.send(' '.repeat(LIMITS.frameMaxBytes / 2), { fin: false });
    expect(await client.closed).toMatchObject({ code: 1009 });
  });

  it.each([
    ['broken UTF-8', 1007, Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28])],
    ['a frame without a mask', 1002, Buffer.from([0x81, 0x01, 0x61])],
    ['a reserved operation', 1002, Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
    ['compressed bits that nobody agreed on', 1002, Buffer.from([0xc1, 0x80, 0, 0, 0, 0])],
  ])('is closed as the standard says for %s', async (_title, code, bytes) => {
    const client = await bare();
    rawSocketOf(client).write(bytes);
    expect(await client.closed).toMatchObject({ code });
  });

  it('is never more than a person may have', async () => {
    const person = await shared.newcomer();
    const clients = await Promise.all(
      Array.from({ length: LIMITS.connectionsPerUserMax }, () => shared.online(person)),
    );
    const oneMore = await connect(shared.host.url, { token: person.token });
    expect(await oneMore.closed).toMatchObject({ code: 4429 });
    await clients[0]!.close();
    await (await shared.online(person)).post('1', 'room again', 'again');
  });

  it('that breaks off anywhere leaves the host alone', async () => {
    for (const text of [
      '',
      'GET',
      'GET /api/v1/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n',
      '\0\0\0\0\r\n\r\n',
    ]) {
      const socket = net.connect(shared.host.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(text);
      socket.resetAndDestroy();
    }
    const clients = await Promise.all(Array.from({ length: 10 }, () => bare()));
    for (const client of clients) {
      client.send({ type: 'hello', since: 0 });
      rawSocketOf(client).resetAndDestroy();
    }
    await (await shared.online(shared.owner)).post('1', 'all is well', 'well');
    expect(shared.host.stderr()).not.toMatch(/error| {4}at /);
  });
});

it('tells everybody with 1001 that the host is stopping', async () => {
  const host = await startHost();
  const owner = await setUpOwner(host);
  const clients = await Promise.all([1, 2, 3].map(() => connect(host.url, owner)));
  for (const client of clients) await client.hello();
  const silent = await connect(host.url, owner);
  host.kill('SIGTERM');
  for (const client of [...clients, silent]) expect(await client.closed).toMatchObject({ code: 1001 });
  expect(await host.exited).toEqual({ code: 0, signal: null });
  await host.stop();
});

/** The socket under a connection, for bytes that no WebSocket library would send. */
function rawSocketOf(client: WsClient): net.Socket {
  return (client.socket as unknown as { _socket: net.Socket })._socket;
}
