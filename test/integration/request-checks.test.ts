import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerInfo } from '../../server/protocol/http.ts';
import { callOk } from '../support/people.ts';
import { errorCode, rawRequest, type RawRequest } from './support/raw-http.ts';
import { sharedHost } from './support/shared-host.ts';

describe('every request', () => {
  const shared = sharedHost({
    flags: ['--name', 'Test Porch', '--no-rate-limits'],
    env: { PORCHLIGHT_HOST_NAMES: 'chat.office.example' },
  });

  const ask = (request: Partial<RawRequest>) =>
    rawRequest(shared.host, { path: '/api/v1/server', ...request });
  /** Status of an upgrade: 101 where it is taken. */
  function upgrade(headers: Record<string, string>, path = '/api/v1/ws'): Promise<number> {
    const socket = new WebSocket(`ws://127.0.0.1:${shared.host.port}${path}`, {
      headers: { authorization: `Bearer ${shared.owner.token}`, ...headers },
    });
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      socket.on('open', () => {
        socket.terminate();
        resolve(101);
      });
    });
  }

  describe.each([
    ['127.0.0.1'],
    ['192.168.1.20'],
    ['[::1]'],
    ['localhost'],
    ['test-porch.local'],
    ['TEST-PORCH.local.'],
    ['chat.office.example'],
  ])('for %s', (name) => {
    it('is answered, on HTTP and on upgrade', async () => {
      const host = `${name}:${shared.host.port}`;
      expect((await ask({ headers: { host } })).status).toBe(200);
      expect((await ask({ path: '/', headers: { host } })).status).toBe(200);
      expect(await upgrade({ host })).toBe(101);
    });
  });

  describe.each([
    ['evil.example'],
    ['evil.example:8322'],
    ['test-porch.local.evil.example'],
    ['other.local'],
    [' '],
  ])('for %j', (host) => {
    it('is refused, on HTTP, for pages and on upgrade', async () => {
      for (const path of ['/api/v1/server', '/', '/assets/x.js']) {
        const answer = await ask({ path, headers: { host } });
        expect([answer.status, errorCode(answer)]).toEqual([403, 'host_not_allowed']);
      }
      expect(await upgrade({ host })).toBe(403);
    });
  });

  it.each([
    ['an empty Host', 'GET /api/v1/server HTTP/1.1\r\nHost:\r\n', 403],
    ['no Host, as HTTP/1.0 allows', 'GET /api/v1/server HTTP/1.0\r\n', 403],
    ['no Host, as HTTP/1.1 does not', 'GET /api/v1/server HTTP/1.1\r\n', 400],
    [
      'another Host in the address',
      'GET http://evil.example/api/v1/server HTTP/1.1\r\nHost: evil.example\r\n',
      403,
    ],
    [
      'an upgrade without Host',
      'GET /api/v1/ws HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n',
      403,
    ],
  ])('with %s is refused', async (_title, head, status) => {
    const socket = net.connect(shared.host.port, '127.0.0.1');
    socket.end(`${head}Connection: close\r\n\r\n`);
    const answer = (await socket.setEncoding('utf8').toArray()).join('');
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  it('may call the host by its new name after it was renamed, and not by the old one', async () => {
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { serverName: 'Renamed' });
    expect((await ask({ headers: { host: 'renamed.local' } })).status).toBe(200);
    expect((await ask({ headers: { host: 'test-porch.local' } })).status).toBe(403);
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { serverName: 'Test Porch' });
  });

  it('that changes something must come from our own page, or from no page at all', async () => {
    const host = `192.168.1.20:${shared.host.port}`;
    const post = (origin: string | undefined) =>
      ask({
        method: 'POST',
        path: '/api/v1/rooms/1/join',
        headers: {
          host,
          authorization: `Bearer ${shared.owner.token}`,
          ...(origin !== undefined && { origin }),
        },
      });
    for (const origin of [undefined, `http://${host}`, `https://${host}`])
      expect((await post(origin)).status).toBe(204);
    for (const origin of [
      'http://evil.example',
      'null',
      `http://${host}.evil.example`,
      'http://192.168.1.20',
      `http://127.0.0.1:${shared.host.port}`,
    ]) {
      const answer = await post(origin);
      expect([answer.status, errorCode(answer)], origin).toEqual([403, 'origin_not_allowed']);
    }
    for (const method of ['PATCH', 'DELETE', 'PUT'])
      expect(
        (await ask({ method, path: '/api/v1/me', headers: { origin: 'http://evil.example' } })).status,
      ).toBe(403);
  });

  it('to upgrade must come from our own page, or from no page at all', async () => {
    const host = `127.0.0.1:${shared.host.port}`;
    expect(await upgrade({})).toBe(101);
    expect(await upgrade({ origin: `http://${host}` })).toBe(101);
    for (const origin of ['http://evil.example', 'null', `http://${host}.evil.example`, 'http://127.0.0.1:1'])
      expect(await upgrade({ origin }), origin).toBe(403);
  });

  it.each([
    '/',
    '/ws/',
    '/WS',
    '/api/v1/ws/',
    '/api/v1/WS',
    '/api/v1/server',
    '/api/v1/ws/../ws',
    '/__proto__',
    '/constructor',
  ])('to upgrade %s finds nothing', async (path) => {
    // A URL object would tidy the path up, so this one is written by hand.
    const answer = await ask({ path, headers: { connection: 'Upgrade', upgrade: 'websocket' } });
    expect([answer.status, errorCode(answer)]).toEqual([404, 'not_found']);
  });

  it('to upgrade that is no WebSocket handshake is refused, and the host lives on', async () => {
    for (const headers of [
      { connection: 'Upgrade', upgrade: 'h2c' },
      { connection: 'Upgrade', upgrade: 'websocket' },
      {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'short',
        'sec-websocket-version': '13',
      },
      {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '7',
      },
    ]) {
      const { status } = await ask({ path: '/api/v1/ws', headers });
      expect(status, JSON.stringify(headers)).toBeGreaterThanOrEqual(400);
    }
    expect((await ask({})).status).toBe(200);
  });

  it('is answered with headers that keep pages to themselves, and none that only https could keep', async () => {
    for (const path of ['/', '/api/v1/server', '/api/v1/nothing', '/api/v1/me']) {
      const { headers } = await ask({ path });
      const policy = headers['content-security-policy'] ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${shared.host.port}`);
      expect(policy).not.toMatch(/unsafe-|upgrade-insecure-requests|\*|https:\/\//);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      for (const name of [
        'strict-transport-security',
        'x-powered-by',
        'cross-origin-opener-policy',
        'access-control-allow-origin',
      ])
        expect(headers).not.toHaveProperty(name);
    }
    expect((await ask({})).headers['cache-control']).toBe('no-store');
  });

  it('for a page gets the page, and nothing outside its folder', async () => {
    const page = await ask({ path: '/rooms/1' });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html;charset=utf-8']);
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/%00package.json',
      '//etc/passwd',
      '/%E0%A4%A',
      '/.env',
    ]) {
      const answer = await ask({ path });
      expect(answer.text, path).not.toMatch(/"version"|root:/);
      expect(answer.status, path).toBeLessThan(500);
    }
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('by %s for a page gets 405', async (method) => {
    const answer = await ask({ method, path: '/' });
    expect([answer.status, errorCode(answer), answer.headers['allow']]).toEqual([
      405,
      'method_not_allowed',
      'GET, HEAD',
    ]);
    expect((await ask({ method: 'HEAD', path: '/' })).status).toBe(200);
  });

  it('to an address that is not there says so in JSON', async () => {
    for (const path of [
      '/api',
      '/api/',
      '/api/v2/server',
      '/api/v1',
      '/api/v1/',
      '/api/v1/nothing',
      '/assets/missing.js',
    ]) {
      const answer = await ask({ path });
      expect([path, answer.status, errorCode(answer)]).toEqual([path, 404, 'not_found']);
    }
  });

  it('signs a browser in with a cookie that scripts and other hosts never see', async () => {
    const { id } = await callOk<ServerInfo>(shared.host, 'GET', '/server');
    const joined = await ask({
      method: 'POST',
      path: '/api/v1/join',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'Browser' }),
    });
    const cookies = joined.headers['set-cookie'] ?? [];
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
      `porchlight-${id.slice(0, 8)}`,
      `porchlight-${id.slice(0, 8)}.sig`,
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; httponly/i);
      expect(cookie).toMatch(/; samesite=strict/i);
      expect(cookie).toMatch(/; path=\//i);
      expect(cookie).toMatch(/; expires=/i);
      // Plain http: such a cookie would never come back. No domain: no other name gets it.
      expect(cookie).not.toMatch(/; secure|; domain/i);
    }

    const cookie = cookies.map((item) => item.split(';')[0]).join('; ');
    const me = await ask({ path: '/api/v1/me', headers: { cookie } });
    expect(JSON.parse(me.text)).toMatchObject({ username: 'Browser' });
    expect(me.headers).not.toHaveProperty('set-cookie');
    const forged = cookie.replace(/=[^;]+/, `=${Buffer.from('{"token":"x"}').toString('base64')}`);
    for (const bad of [
      forged,
      cookie.split(';')[0],
      cookie.replace(/.$/, 'x'),
      'porchlight=1',
      `${'x'.repeat(4_000)}=1`,
    ])
      expect((await ask({ path: '/api/v1/me', headers: { cookie: bad } })).status, bad).toBe(401);

    const out = await ask({ method: 'DELETE', path: '/api/v1/session', headers: { cookie } });
    expect(out.status).toBe(204);
    expect(out.headers['set-cookie']?.join()).toMatch(/expires=Thu, 01 Jan 1970/);
    expect((await ask({ path: '/api/v1/me', headers: { cookie } })).status).toBe(401);
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer x y',
    'Bearer \u00e9',
    'Basic b3duZXI6cHc=',
    'bearer',
    `Bearer ${'x'.repeat(5_000)}`,
    "Bearer ' OR 1=1",
  ])('with the authorization %.30j is not signed in', async (authorization) => {
    const answer = await ask({ path: '/api/v1/me', headers: { authorization } });
    expect([answer.status, errorCode(answer)]).toEqual([401, 'not_signed_in']);
  });
});
