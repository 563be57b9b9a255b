import { describe, expect, it } from 'vitest';
import type { SignedIn } from '../../server/protocol/http.ts';
import { callOk } from '../support/people.ts';
import { connect } from '../support/ws-client.ts';
import { rawRequest } from './support/raw-http.ts';
import { sharedHost } from './support/shared-host.ts';

const PASSWORD = 'lamp on the porch';

describe('one session per account', () => {
  const shared = sharedHost();

  function signIn({ user }: SignedIn): Promise<SignedIn> {
    return callOk(shared.host, 'POST', '/session', { body: { username: user.username, password: PASSWORD } });
  }

  /** What a browser sends back of the cookies it was given. */
  async function signInAsBrowser({ user }: SignedIn, cookie?: string): Promise<string> {
    const answer = await rawRequest(shared.host, {
      method: 'POST',
      path: '/api/v1/session',
      headers: { 'content-type': 'application/json', ...(cookie !== undefined && { cookie }) },
      body: JSON.stringify({ username: user.username, password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    return (answer.headers['set-cookie'] ?? []).map((item) => item.split(';')[0]).join('; ');
  }

  it('tells the older one and ends it, socket and token', async () => {
    const first = await shared.newcomer(PASSWORD);
    const [one, two] = await Promise.all([shared.online(first), shared.online(first)]);
    const second = await signIn(first);
    expect(await one.closed).toMatchObject({ code: 4409 });
    expect(await two.closed).toMatchObject({ code: 4409 });
    expect(await shared.refusal(first, 'GET', '/me')).toBe('401 not_signed_in');
    await shared.ok(second, 'GET', '/me');
  });

  it('touches nobody else', async () => {
    const [ann, bo] = [await shared.newcomer(PASSWORD), await shared.newcomer(PASSWORD)];
    const bosClient = await shared.online(bo);
    await signIn(ann);
    await bosClient.post('1', 'undisturbed', 'u');
  });

  it('takes in nothing more from a socket whose session has ended', async () => {
    const first = await shared.newcomer(PASSWORD);
    const client = await shared.online(first);
    const watcher = await shared.online(shared.owner);
    const signedIn = signIn(first);
    for (let i = 0; i < 50; i++) client.send({ type: 'typing', roomId: '1' });
    await signedIn;
    await client.closed;
    client.socket.send('{"type":"ping"}', () => undefined);
    await watcher.post('1', 'all is well', `w-${first.user.id}`);
  });

  it('leaves two tabs of one browser alone, also when one of them signs in again', async () => {
    const person = await shared.newcomer(PASSWORD);
    const cookie = await signInAsBrowser(person);
    const tabs = await Promise.all([1, 2].map(() => connect(shared.host.url, { headers: { cookie } })));
    for (const tab of tabs) await tab.hello();
    await signInAsBrowser(person, cookie);
    for (const [index, tab] of tabs.entries()) await tab.post('1', 'still here', `tab-${index}`);
    for (const tab of tabs) await tab.close();
  });

  it('ends a browser’s session when another browser signs in', async () => {
    const person = await shared.newcomer(PASSWORD);
    const cookie = await signInAsBrowser(person);
    const tab = await connect(shared.host.url, { headers: { cookie } });
    await tab.hello();
    await signInAsBrowser(person);
    expect(await tab.closed).toMatchObject({ code: 4409 });
    expect((await rawRequest(shared.host, { path: '/api/v1/me', headers: { cookie } })).status).toBe(401);
  });

  it('lets a browser hold one session: joining anew frees the name of the guest before', async () => {
    const join = (username: string, cookie?: string) =>
      rawRequest(shared.host, {
        method: 'POST',
        path: '/api/v1/join',
        headers: { 'content-type': 'application/json', ...(cookie !== undefined && { cookie }) },
        body: JSON.stringify({ username }),
      });
    const first = await join('Passing Guest');
    const cookie = (first.headers['set-cookie'] ?? []).map((item) => item.split(';')[0]).join('; ');
    expect((await join('Passing Guest')).status).toBe(409);
    expect((await join('Somebody Else', cookie)).status).toBe(201);
    expect((await join('Passing Guest')).status).toBe(201);
  });

  it('is a setting: switched off, both stay', async () => {
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { oneSessionPerAccount: false });
    const first = await shared.newcomer(PASSWORD);
    const client = await shared.online(first);
    const second = await signIn(first);
    await client.post('1', 'still here', 'first');
    await (await shared.online(second)).post('1', 'me too', 'second');
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { oneSessionPerAccount: true });
  });
});
