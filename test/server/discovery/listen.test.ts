import { once } from 'node:events';
import net from 'node:net';
import os from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createListener, type Listener } from '../../../server/discovery/listen.ts';

const LAN = Object.values(os.networkInterfaces())
  .flatMap((infos) => infos ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

function listenerFor(isPrivate: boolean): Listener {
  const listener = createListener({ port: 0, keptPort: null, bind: null, isPrivate });
  onTestFinished(() => {
    listener.close();
    listener.closeAllConnections();
  });
  return listener;
}

const handlers = {
  onRequest: (_request: unknown, response: { end: (text: string) => void }) => response.end('hello'),
  onUpgrade: () => undefined,
};

async function ask(address: string, port: number): Promise<string> {
  try {
    return await (await fetch(`http://${address}:${port}/`)).text();
  } catch {
    return 'nobody';
  }
}

describe('createListener', () => {
  it('listens everywhere at once where it is not private', async () => {
    const listener = listenerFor(false);
    await listener.open(handlers);
    expect(listener.bind()).toBeNull();
    expect(await ask(LAN ?? '127.0.0.1', listener.port())).toBe('hello');
    await listener.openToNetwork();
    expect(await ask('127.0.0.1', listener.port())).toBe('hello');
  });

  it.skipIf(LAN === undefined)('opens to the network on the same port, once', async () => {
    const listener = listenerFor(true);
    await listener.open(handlers);
    const port = listener.port();
    expect(listener.bind()).toBe('127.0.0.1');
    expect(await ask(LAN!, port)).toBe('nobody');
    await listener.openToNetwork();
    await listener.openToNetwork();
    expect([listener.port(), listener.bind()]).toEqual([port, null]);
    expect(await ask(LAN!, port)).toBe('hello');
  });

  it.skipIf(LAN === undefined)(
    'finds another port where its own is held, and goes on serving this machine',
    async () => {
      const listener = listenerFor(true);
      await listener.open(handlers);
      const port = listener.port();
      const other = net.createServer().listen(port, LAN);
      await once(other, 'listening');
      onTestFinished(() => {
        other.close();
      });
      await listener.openToNetwork();
      expect(listener.port()).not.toBe(port);
      expect(await ask(LAN!, listener.port())).toBe('hello');
      expect(await ask('127.0.0.1', port)).toBe('hello');
    },
  );
});
