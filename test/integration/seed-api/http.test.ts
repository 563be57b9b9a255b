import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { makePicture } from '../../support/files.ts';
import { startHost, type HostProcess } from '../../support/host-process.ts';
import { callApi, callOk, joinAs, OWNER, setUpOwner } from '../../support/people.ts';
import {
  fileForm,
  SeedClient,
  seedAnswer,
  seedCall,
  seedLogin,
  type SeedCallOptions,
  type SeedPerson,
} from '../../support/seed-client.ts';
import { connect } from '../../support/ws-client.ts';

const FRONT_END = 'http://front.test:8080';
const AS_PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let host: HostProcess;
let ownerToken: string;
let ada: SeedPerson;

beforeAll(async () => {
  host = await startHost({ env: { PORCHLIGHT_ALLOWED_ORIGINS: FRONT_END } });
  ({ token: ownerToken } = await setUpOwner(host));
  ada = await seedLogin(host, 'ada');
});
afterAll(() => host.stop());

function login(body: SeedCallOptions['body']) {
  return seedAnswer(host, 'POST', '/login', body === undefined ? {} : { body });
}

async function cookieOf(response: Response): Promise<string> {
  await response.arrayBuffer();
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

describe('POST /login', () => {
  it('takes JSON, a form and a form in parts alike', async () => {
    const person = { username: 'formy', password: 'secret-1', avatar_id: '3' };
    const parts = new FormData();
    for (const [name, value] of Object.entries(person)) parts.set(name, value);
    for (const body of [person, new URLSearchParams(person), parts])
      expect(await login(body)).toEqual({ code: 0, data: {}, msg: '登陆成功' });
  });

  it('signs in by cookie as well as by the token header', async () => {
    const response = await seedCall(host, 'POST', '/login', {
      body: { username: 'ada', password: 'secret-1', avatar_id: '1231' },
    });
    const cookie = await cookieOf(response);
    const home = await seedAnswer(host, 'GET', '/home', { headers: { cookie } });
    expect(home.data['user_info']).toEqual({ avatar_id: '1231', uid: Number(ada.uid), username: 'ada' });
    ada = await seedLogin(host, 'ada');
  });

  it('ends the older session where the same person signs in again', async () => {
    const first = await seedLogin(host, 'twice');
    const second = await seedLogin(host, 'twice');
    expect((await seedCall(host, 'GET', '/home', first)).status).toBe(302);
    expect((await seedCall(host, 'GET', '/home', second)).status).toBe(200);
  });

  it('makes one account of a form that is sent twice at once', async () => {
    const body = { username: 'hasty', password: 'secret-1', avatar_id: '3' };
    const answers = await Promise.all([login(body), login(body)]);
    expect(answers.map(({ code }) => code)).toEqual([0, 0]);
  });

  it('takes over the avatar that is given, as the original does', async () => {
    await seedLogin(host, 'changer', 'secret-1', '3');
    const { token } = await seedLogin(host, 'changer', 'secret-1', '12');
    const home = await seedAnswer(host, 'GET', '/home', { token });
    expect(home.data['user_info']).toMatchObject({ avatar_id: '12' });
  });

  it('lets a Porchlight account in whose name and password are longer than the original’s', async () => {
    await joinAs(host, 'Somebody with a very long name', 'a password longer than thirty-two characters');
    const answer = await login({
      username: 'Somebody with a very long name',
      password: 'a password longer than thirty-two characters',
      avatar_id: '1',
    });
    expect(answer.code).toBe(0);
  });

  const good = { username: 'fine', password: 'secret-1', avatar_id: '1' };
  it.each([
    ['nothing', undefined, '请求参数有误|用户名'],
    ['broken JSON', '{"username":', 'JSON'],
    ['a list', '[]', '.'],
    ['no name', { ...good, username: undefined }, '用户名'],
    ['a name of one character', { ...good, username: 'x' }, '用户名'],
    ['a name of 17 characters', { ...good, username: 'x'.repeat(17) }, '用户名'],
    ['a name with a control character', { ...good, username: 'a\u0007b' }, '用户名'],
    ['a name that is a number', { ...good, username: 42 }, '用户名'],
    ['no password', { ...good, password: undefined }, '密码'],
    ['a password of 5 characters', { ...good, password: '12345' }, '密码'],
    ['a password of 33 characters', { ...good, password: 'x'.repeat(33) }, '密码'],
    ['no avatar', { ...good, avatar_id: undefined }, '请求参数有误'],
    ['an avatar that is no number', { ...good, avatar_id: 'cat' }, '请求参数有误'],
    ['a wrong password', { ...good, username: 'ada', password: 'not-this-1' }, '密码错误'],
    ['a body over the limit', { ...good, password: 'x'.repeat(70_000) }, '内容太大'],
  ])('refuses %s with 5000', async (_what, body, msg) => {
    const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const answer = await seedAnswer(host, 'POST', '/login', { headers, ...(body && { body }) });
    expect(answer).toMatchObject({ code: 5000, data: {} });
    expect(answer.msg).toMatch(new RegExp(msg));
  });

  it('refuses somebody who joined with a name alone: there is no password to give right', async () => {
    await joinAs(host, 'nameonly');
    expect(await login({ ...good, username: 'nameonly' })).toMatchObject({ code: 5000, msg: '密码错误' });
  });

  it('slows guessing together with the other door', async () => {
    await seedLogin(host, 'guarded');
    const doors = [
      async (password: string) =>
        (await login({ ...good, username: 'guarded', password })).msg === '操作太频繁，请稍后再试',
      async (password: string) =>
        (await callApi(host, 'POST', '/session', { body: { username: 'guarded', password } })).status === 429,
    ];
    let guesses = 0;
    while (!(await doors[guesses % 2]!(`guess-${guesses}-wrong`))) guesses++;
    // Each wait is twice the last, so that no machine is too slow to meet one; two counts would both be free for longer.
    expect(guesses).toBeGreaterThanOrEqual(LIMITS.signInFailuresFree);
    expect(guesses).toBeLessThan(2 * LIMITS.signInFailuresFree);
  });
});

describe('join policy', () => {
  const settings = (body: object) => callOk(host, 'PATCH', '/admin/settings', { token: ownerToken, body });

  it('lets nobody new in where the host is closed, and everybody back in', async () => {
    await settings({ joinPolicy: 'closed' });
    try {
      const refused = await login({ username: 'late', password: 'secret-1', avatar_id: '1' });
      expect(refused).toEqual({ code: 5000, data: {}, msg: '主机目前不接受新成员' });
      ada = await seedLogin(host, 'ada');
    } finally {
      await settings({ joinPolicy: 'open' });
    }
  });

  it('makes no account where the host asks for a PIN', async () => {
    await settings({ pin: '123456' });
    try {
      const refused = await login({ username: 'pinless', password: 'secret-1', avatar_id: '1' });
      expect(refused.code).toBe(5000);
      expect(refused.msg).toContain('PIN');
    } finally {
      await settings({ pin: null });
    }
  });
});

describe('signed out', () => {
  it.each([
    ['GET', '/home'],
    ['GET', '/room/1'],
    ['GET', '/private-chat'],
    ['GET', '/pagination?room_id=1'],
    ['POST', '/img-upload'],
    ['POST', '/img-kr-upload'],
  ])('%s %s redirects to the front page', async (method, path) => {
    for (const options of [{}, { token: 'made-up' }]) {
      const response = await seedCall(host, method, path, options);
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toBe('/');
    }
  });

  it('the front page answers without a loop, with the rooms and a sentence', async () => {
    const answer = await seedAnswer<{ rooms: object[] }>(host, 'GET', '/');
    expect(answer).toMatchObject({ code: 5000, msg: '请先登录' });
    expect(answer.data.rooms).toHaveLength(6);
  });

  it('/logout ends the session and can be repeated', async () => {
    const { token } = await seedLogin(host, 'leaver');
    for (let time = 0; time < 2; time++)
      expect(await seedAnswer(host, 'GET', '/logout', { token })).toEqual({
        code: 0,
        data: {},
        msg: '退出登录',
      });
    expect((await seedCall(host, 'GET', '/home', { token })).status).toBe(302);
  });
});

describe('pages and answers on one path', () => {
  it.each(['/', '/home', '/room/1', '/room/99'])('%s is a page for a browser that opens it', async (path) => {
    const response = await seedCall(host, 'GET', path, { headers: AS_PAGE });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  });

  it.each(['application/json, text/plain, */*', '*/*', 'application/json'])(
    'is an answer for a client that accepts %s',
    async (accept) => {
      const response = await seedCall(host, 'GET', '/', { ...ada, headers: { accept } });
      expect(response.headers.get('vary')).toMatch(/Accept/);
      expect(await response.json()).toMatchObject({ code: 0, data: { user_info: { username: 'ada' } } });
    },
  );
});

describe('POST /img-upload', () => {
  it('gives an address that everybody on the network can open, without a session', async () => {
    const body = fileForm(await makePicture(), 'a.png');
    const answer = await seedAnswer<{ data: { url: string } }>(host, 'POST', '/img-kr-upload', {
      ...ada,
      body,
    });
    const { url } = answer.data.data;
    expect(url.startsWith(`${host.url}/uploads/`)).toBe(true);
    const picture = await fetch(url);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it.each([
    ['no form', 'plain text'],
    ['a form without a file', new URLSearchParams({ file: 'a.png' })],
    ['an empty form', new FormData()],
    ['a file that is no picture', fileForm('<script>alert(1)</script>', 'a.png')],
    ['an SVG', fileForm('<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg')],
  ])('refuses %s with 5000', async (_what, body) => {
    const answer = await seedAnswer(host, 'POST', '/img-upload', { ...ada, body });
    expect(answer).toMatchObject({ code: 5000, data: {} });
  });
});

describe('other origins', () => {
  const body = { username: 'crossing', password: 'secret-1', avatar_id: '1' };

  it('a page that was not allowed can’t sign in, read or upload', async () => {
    const headers = { origin: 'http://stranger.test' };
    for (const [method, path] of [
      ['POST', '/login'],
      ['GET', '/logout'],
      ['GET', '/home'],
      ['POST', '/img-upload'],
    ] as const) {
      const response = await seedCall(host, method, path, {
        ...ada,
        headers,
        ...(path === '/login' && { body }),
      });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(await response.json()).toMatchObject({ code: 5000 });
    }
    await expect(SeedClient.connect(host, { ...ada, origin: 'http://stranger.test' })).rejects.toThrow('403');
  });

  it('a page that was allowed gets CORS answers on this door', async () => {
    const headers = { origin: FRONT_END };
    const preflight = await seedCall(host, 'OPTIONS', '/login', {
      headers: { ...headers, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type, token');
    const response = await seedCall(host, 'POST', '/login', { headers, body });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': FRONT_END,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': expect.stringContaining('token'),
      vary: expect.stringContaining('Origin'),
    });
  });

  it('it may open the WebSocket here, with the token in the address, and nothing of the other door', async () => {
    const { token } = await seedLogin(host, 'crossing');
    const client = await SeedClient.connect(host, { origin: FRONT_END, path: `/ws?token=${token}` });
    await client.settled();
    await client.close();
    await expect(connect(host.url, { token, origin: FRONT_END })).rejects.toThrow('403');
    const response = await callApi(host, 'POST', '/session', { body: OWNER, headers: { origin: FRONT_END } });
    expect(response.status).toBe(403);
  });

  it('a request under a foreign name is refused before anything is read', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${host.url}/home`, { headers: { host: 'evil.test', token: ada.token } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

it('asks for the owner first on a host that is not set up', async () => {
  const fresh = await startHost();
  try {
    const body = { username: 'early', password: 'secret-1', avatar_id: '1' };
    expect(await seedAnswer(fresh, 'POST', '/login', { body })).toMatchObject({
      code: 5000,
      msg: '主机尚未完成设置',
    });
    expect(await seedAnswer(fresh, 'GET', '/')).toMatchObject({ code: 5000, msg: '主机尚未完成设置' });
  } finally {
    await fresh.stop();
  }
});
