import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import type { Response } from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Bus } from '../../../server/events/bus.ts';
import { HostStreams } from '../../../server/transport/host-stream.ts';
import { until } from '../../support/until.ts';

const SESSION = 7;

interface Opened {
  response: Response;
  tell: (json: string) => void;
  isFollowed: () => boolean;
}

describe('HostStreams', () => {
  /** A stream over a real socket; `read` gives what has come, and reads only once it is called. */
  async function open(
    streams: HostStreams,
    maySee: () => boolean = () => true,
    method = 'GET',
  ): Promise<{ opened: Opened; socket: net.Socket; text: () => string }> {
    let opened: Opened | undefined;
    const server = http.createServer((_request, raw) => {
      const response = raw as Response;
      let tell: Opened['tell'] = () => undefined;
      let isFollowed = false;
      streams.open(
        response,
        SESSION,
        (onState) => {
          tell = onState;
          isFollowed = true;
          return () => (isFollowed = false);
        },
        maySee,
      );
      opened = { response, tell: (json) => tell(json), isFollowed: () => isFollowed };
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    onTestFinished(() => {
      socket.destroy();
      server.closeAllConnections();
      server.close();
      streams.stop();
    });
    let text = '';
    socket.setEncoding('utf8');
    socket.write(`${method} / HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await until(() => opened !== undefined, 'the request');
    return {
      opened: opened!,
      socket: socket.on('data', (part: string) => (text += part)),
      text: () => text,
    };
  }

  it('holds one state for a slow reader, and gives it the newest once it reads', async () => {
    const { opened, socket, text } = await open(new HostStreams(new Bus()));
    socket.pause();
    const padding = 'x'.repeat(50_000);
    for (let number = 1; number <= 2_000; number++) {
      opened.tell(JSON.stringify({ number, padding }));
      // As the network would, between one second and the next.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(opened.response.writableLength).toBeLessThan(200_000);
    socket.resume();
    await until(() => text().includes('"number":2000'), 'the newest state');
    expect(text().match(/"number":/g)?.length).toBeLessThan(1_000);
  });

  it('ends with its session, and with nobody else’s', async () => {
    const bus = new Bus();
    const { opened, socket } = await open(new HostStreams(bus));
    opened.tell('{}');
    bus.publish('sessionsEnded', { sessionIds: [1, 2], reason: 'signed_out' });
    expect(opened.isFollowed()).toBe(true);
    bus.publish('sessionsEnded', { sessionIds: [1, SESSION], reason: 'signed_out' });
    expect(opened.isFollowed()).toBe(false);
    await until(() => opened.response.writableEnded, 'the end');
    socket.destroy();
  });

  it('tells nothing more to one who may not see it any more', async () => {
    let maySee = true;
    const { opened, text } = await open(new HostStreams(new Bus()), () => maySee);
    opened.tell('{"first":1}');
    maySee = false;
    opened.tell('{"second":2}');
    expect(opened.isFollowed()).toBe(false);
    await until(() => text().includes('first'), 'the first state');
    expect(text()).not.toContain('second');
  });

  it('stops following when its reader goes', async () => {
    const { opened, socket } = await open(new HostStreams(new Bus()));
    opened.tell('{}');
    socket.destroy();
    await until(() => !opened.isFollowed(), 'the end of following');
  });

  it('answers a question for the head alone, and follows nothing', async () => {
    const { opened, text } = await open(new HostStreams(new Bus()), () => true, 'HEAD');
    await until(() => text().includes('text/event-stream'), 'the head');
    expect(opened.isFollowed()).toBe(false);
  });
});
