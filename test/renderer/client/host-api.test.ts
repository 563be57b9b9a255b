import { beforeEach, describe, expect, it } from 'vitest';
import { createHostApi, type HostApi } from '../../../renderer/client/host-api.ts';
import { isPassing } from '../../../renderer/client/http-call.ts';
import { ManualClock, settle } from './support/manual-clock.ts';

let clock: ManualClock;
let calls: [path: string, init: RequestInit][];
let answer: () => Promise<Response>;
let api: HostApi;

function json(status: number, body: unknown, headers: Record<string, string> = {}): () => Promise<Response> {
  return () => Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
}

beforeEach(() => {
  clock = new ManualClock();
  calls = [];
  answer = json(200, {});
  api = createHostApi({
    fetch: (path, init) => {
      calls.push([path, init]);
      return answer();
    },
    setTimer: clock.setTimer,
    clearTimer: clock.clearTimer,
  });
});

describe('a call to the host', () => {
  it.each<[string, (api: HostApi) => Promise<unknown>, string, string, unknown]>([
    ['getServer', (host) => host.getServer(), 'GET', '/server', undefined],
    [
      'setup',
      (host) => host.setup({ token: 't', username: 'Olive', password: 'lamp on porch' }),
      'POST',
      '/setup',
      { token: 't', username: 'Olive', password: 'lamp on porch' },
    ],
    [
      'join',
      (host) => host.join({ username: 'Ada', pin: '123456' }),
      'POST',
      '/join',
      { username: 'Ada', pin: '123456' },
    ],
    [
      'signIn',
      (host) => host.signIn({ username: 'Ada', password: 'p' }),
      'POST',
      '/session',
      { username: 'Ada', password: 'p' },
    ],
    ['signOut', (host) => host.signOut(), 'DELETE', '/session', undefined],
    ['getMe', (host) => host.getMe(), 'GET', '/me', undefined],
    ['updateMe', (host) => host.updateMe({ avatarId: '3' }), 'PATCH', '/me', { avatarId: '3' }],
    ['getUsers', (host) => host.getUsers(), 'GET', '/users', undefined],
    ['getRooms', (host) => host.getRooms(), 'GET', '/rooms', undefined],
    [
      'createRoom',
      (host) => host.createRoom({ kind: 'direct', userId: '2' }),
      'POST',
      '/rooms',
      { kind: 'direct', userId: '2' },
    ],
    ['updateRoom', (host) => host.updateRoom('10', { topic: 'tea' }), 'PATCH', '/rooms/10', { topic: 'tea' }],
    ['joinRoom', (host) => host.joinRoom('10'), 'POST', '/rooms/10/join', undefined],
    ['leaveRoom', (host) => host.leaveRoom('10'), 'POST', '/rooms/10/leave', undefined],
    ['addMembers', (host) => host.addMembers('10', ['2']), 'POST', '/rooms/10/members', { userIds: ['2'] }],
    [
      'getMessages',
      (host) => host.getMessages('10', { limit: 50 }),
      'GET',
      '/rooms/10/messages?limit=50',
      undefined,
    ],
    [
      'getMessages before',
      (host) => host.getMessages('10', { limit: 50, before: 7 }),
      'GET',
      '/rooms/10/messages?limit=50&before=7',
      undefined,
    ],
    ['getConfirmations', (host) => host.getConfirmations('5'), 'GET', '/messages/5/confirmations', undefined],
    ['remind', (host) => host.remind('5'), 'POST', '/messages/5/reminder', undefined],
    ['getMessage', (host) => host.getMessage('5/../6'), 'GET', '/messages/5%2F..%2F6', undefined],
  ])('%s goes to its address, with the cookie of this origin', async (_name, call, method, path, body) => {
    await call(api);
    const [[calledPath, init]] = calls as [[string, RequestInit]];
    expect(calledPath).toBe(`/api/v1${path}`);
    expect(init).toMatchObject({ method, credentials: 'same-origin' });
    expect(init.body === undefined ? undefined : JSON.parse(init.body as string)).toEqual(body);
    expect(clock.pendingCount).toBe(0);
  });

  it('gives what the host answered', async () => {
    answer = json(200, { rooms: [] });
    expect(await api.getRooms()).toEqual({ ok: true, value: { rooms: [] } });
    answer = () => Promise.resolve(new Response(null, { status: 204 }));
    expect(await api.signOut()).toEqual({ ok: true, value: undefined });
  });

  it('gives the host’s refusal with its code', async () => {
    answer = json(
      429,
      { error: { code: 'rate_limited', message: 'Slowly.', details: { max: 5 } } },
      { 'retry-after': '7' },
    );
    expect(await api.join({ username: 'Ada' })).toEqual({
      ok: false,
      code: 'rate_limited',
      message: 'Slowly.',
      details: { max: 5 },
      retryAfterSeconds: 7,
    });
  });

  it('takes a failed network, a silent host and a broken answer for a host that is away', async () => {
    answer = () => Promise.reject(new TypeError('no network'));
    expect(await api.getMe()).toMatchObject({ ok: false, code: 'offline' });
    answer = () => Promise.resolve(new Response('{"rooms":[', { status: 200 }));
    expect(await api.getRooms()).toMatchObject({ ok: false, code: 'offline' });
    answer = () => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await api.getMe()).toMatchObject({ ok: false, code: 'offline' });
    answer = () => Promise.resolve(new Response('null', { status: 404 }));
    expect(await api.getMe()).toMatchObject({ ok: false, code: 'internal' });
  });

  it('is given up after 10 s', async () => {
    answer = () =>
      new Promise((_resolve, reject) => {
        calls[0]![1].signal!.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    let result: unknown;
    void api.getServer().then((given) => {
      result = given;
    });
    await clock.pass(9_999);
    expect(result).toBeUndefined();
    await clock.pass(1);
    await settle();
    expect(result).toMatchObject({ ok: false, code: 'offline' });
  });
});

describe('a refusal', () => {
  it('passes by itself or does not', () => {
    expect(isPassing('busy')).toBe(true);
    expect(isPassing('offline')).toBe(true);
    expect(isPassing('room_archived')).toBe(false);
  });
});
