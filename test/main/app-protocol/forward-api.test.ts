import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { forwardApi } from '../../../main/app-protocol/forward-api.ts';
import { ownerSession, type OwnerSession } from '../../../main/app-protocol/owner-session.ts';
import { ControlError } from '../../../main/server-process/control-link.ts';

interface Heard {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

async function host(answer: (request: IncomingMessage, response: ServerResponse, heard: Heard) => void) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      const said = { method, url, headers, body: Buffer.concat(chunks).toString() };
      heard.push(said);
      answer(request, response, said);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, port: (server.address() as AddressInfo).port };
}

function sessions(...tokens: string[]): OwnerSession & { asked: () => number } {
  const ask = vi.fn(() => Promise.resolve({ token: tokens.shift() ?? 'none' }));
  return { ...ownerSession(ask), asked: () => ask.mock.calls.length };
}

const call = (path: string, init: RequestInit = {}) => new Request(`app://porchlight${path}`, init);
const options = (port: number | null, session: OwnerSession) => ({ port: () => port, session, fetch });

it('speaks as the owner, and tells the host nothing of the page', async () => {
  const { heard, port } = await host((_request, response) => response.end('{}'));
  const request = call('/api/v1/admin/settings?x=1', {
    method: 'PATCH',
    body: '{"wifiName":"Porch"}',
    headers: {
      'content-type': 'application/json',
      'content-length': '20',
      cookie: 'a=b',
      origin: 'app://porchlight',
      authorization: 'Bearer mine',
      'x-forwarded-for': '10.0.0.1',
    },
  });
  expect((await forwardApi(request, options(port, sessions('first')))).status).toBe(200);
  expect(heard).toMatchObject([
    { method: 'PATCH', url: '/api/v1/admin/settings?x=1', body: '{"wifiName":"Porch"}' },
  ]);
  const { headers } = heard[0]!;
  expect(headers.authorization).toBe('Bearer first');
  expect(headers['content-type']).toBe('application/json');
  for (const name of ['cookie', 'origin', 'x-forwarded-for', 'referer'])
    expect(headers[name]).toBeUndefined();
});

it('hands on the answer without its cookies, under the policy of our pages', async () => {
  const { port } = await host((_request, response) => {
    response.writeHead(201, {
      'set-cookie': 'session=x',
      'content-type': 'application/json',
      'x-secret': '1',
    });
    response.end('{"a":1}');
  });
  const answer = await forwardApi(call('/api/v1/x'), options(port, sessions('t')));
  expect(answer.status).toBe(201);
  expect([...answer.headers.keys()].sort()).toEqual([
    'content-security-policy',
    'content-type',
    'referrer-policy',
    'x-content-type-options',
  ]);
  expect(await answer.json()).toEqual({ a: 1 });
});

it('takes a new session once where the old one has ended, and sends the same again', async () => {
  const { heard, port } = await host((request, response) => {
    response.writeHead(request.headers.authorization === 'Bearer new' ? 200 : 401).end();
  });
  const session = sessions('old', 'new');
  const send = () =>
    forwardApi(
      call('/api/v1/x', { method: 'POST', body: 'again', headers: { 'content-length': '5' } }),
      options(port, session),
    );
  expect((await send()).status).toBe(200);
  expect(heard.map(({ body }) => body)).toEqual(['again', 'again']);
  expect((await send()).status).toBe(200);
  expect(session.asked()).toBe(2);

  const refused = sessions('old', 'older', 'oldest');
  expect((await forwardApi(call('/api/v1/x'), options(port, refused))).status).toBe(401);
  expect(refused.asked()).toBe(2);
});

it('streams what the host sends while it sends it, and lets go when the page does', async () => {
  let gone: Promise<unknown> | undefined;
  const { port } = await host((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: 1\n\n');
    gone = once(response, 'close');
  });
  const page = new AbortController();
  const answer = await forwardApi(
    call('/api/v1/admin/host/live', { signal: page.signal }),
    options(port, sessions('t')),
  );
  const reader = answer.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value as Uint8Array | undefined)).toBe('data: 1\n\n');
  page.abort();
  await reader.read().catch(() => undefined);
  await gone;
});

it('streams a large upload to the host', async () => {
  const { heard, port } = await host((_request, response) => response.end());
  const block = 'x'.repeat(50_000);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let index = 0; index < 4; index++) controller.enqueue(new TextEncoder().encode(block));
      controller.close();
    },
  });
  const request = call('/api/v1/files', { method: 'POST', body, duplex: 'half' });
  expect((await forwardApi(request, options(port, sessions('t')))).status).toBe(200);
  expect(heard[0]!.body).toHaveLength(200_000);
});

it.each([
  ['there is no host', null, undefined],
  ['the host does not answer', 9, undefined],
  ['there is no owner yet', 9, new ControlError('setup_required', 'Not yet.')],
])('says in the host’s own form that %s', async (_what, port, error) => {
  const session = error ? ownerSession(() => Promise.reject(error)) : sessions('t');
  const answer = await forwardApi(call('/api/v1/x'), options(port, session));
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    error: { code: error?.code ?? 'not_running', message: expect.any(String) },
  });
});

it('follows no redirect, which could lead the session elsewhere', async () => {
  const { port } = await host((_request, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:9/steal' }).end();
  });
  const answer = await forwardApi(call('/api/v1/x'), options(port, sessions('t')));
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBeNull();
});

it('asks for one session however many calls come at once', async () => {
  const { port } = await host((_request, response) => response.end());
  const session = sessions('t');
  await Promise.all(Array.from({ length: 5 }, () => forwardApi(call('/api/v1/x'), options(port, session))));
  expect(session.asked()).toBe(1);
});
