import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { callApi, callOk } from '../../support/people.ts';
import { ownedHost, startDesktopHost } from '../../support/desktop-host.ts';

/** An address of this machine that others would use; null on one without a network. */
const LAN = Object.values(os.networkInterfaces())
  .flatMap((infos) => infos ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

/** What a browser sends back of the cookies it was given. */
function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

describe('the windows of the desktop app', { timeout: 60_000 }, () => {
  it('gives the host window sessions that no sign-in ends', async () => {
    const { host, token } = await ownedHost();
    const password = 'lamp on the porch';
    await callOk(host, 'PATCH', '/me', { token, body: { password } });
    const { token: second } = await host.askFor('owner', { type: 'owner-session' });
    const phone = await callOk<{ token: string }>(host, 'POST', '/session', {
      body: { username: 'Olive', password },
    });
    await callOk(host, 'POST', '/session', { body: { username: 'Olive', password } });

    expect((await callApi(host, 'GET', '/me', { token: phone.token })).status).toBe(401);
    for (const own of [token, second]) await callOk(host, 'GET', '/me', { token: own });
  });

  it('ends the sessions of its window with itself', async () => {
    const { host, token } = await ownedHost();
    await host.ask({ type: 'stop' });
    await host.exited;
    const again = await startDesktopHost({ data: host.dataDir });
    expect(await again.waitFor('listening')).toMatchObject({
      isSetUp: true,
      suggestedServerName: 'The Porch',
    });
    expect((await callApi(again, 'GET', '/me', { token })).status).toBe(401);
    const { token: fresh } = await again.askFor('owner', { type: 'owner-session' });
    await callOk(again, 'GET', '/me', { token: fresh });
  });

  it('lets the chat window in once, by a link that works on this machine', async () => {
    const { host } = await ownedHost();
    const { path } = await host.askFor('entry', { type: 'chat-entry' });
    const enter = (cookie = ''): Promise<Response> =>
      fetch(host.url + path, { redirect: 'manual', headers: { cookie } });

    const entered = await enter();
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/']);
    const cookie = cookiesOf(entered);
    const me = await fetch(`${host.url}/api/v1/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ username: 'Olive' });

    expect((await enter()).status).toBe(403);
    const outside = await host.askFor('entry', { type: 'chat-entry' });
    if (LAN) {
      const { port } = new URL(host.url);
      const answer = await fetch(`http://${LAN}:${port}${outside.path}`, { redirect: 'manual' });
      expect([answer.status, await answer.json()]).toMatchObject([403, { error: { code: 'forbidden' } }]);
    }
    // The window keeps the session that it has.
    const again = await fetch(host.url + outside.path, { redirect: 'manual', headers: { cookie } });
    expect(again.status).toBe(303);
    expect((await fetch(`${host.url}/api/v1/me`, { headers: { cookie } })).status).toBe(200);
  });

  it('keeps the chat window signed in through sign-ins elsewhere, and its owner through a sign-out', async () => {
    const { host, token } = await ownedHost();
    const enter = async (): Promise<string> => {
      const { path } = await host.askFor('entry', { type: 'chat-entry' });
      const response = await fetch(host.url + path, { redirect: 'manual' });
      return cookiesOf(response);
    };
    const statusOf = async (cookie: string): Promise<number> =>
      (await fetch(`${host.url}/api/v1/me`, { headers: { cookie } })).status;
    const first = await enter();
    const second = await enter();
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);

    const password = 'lamp on the porch';
    const body = { password };
    await fetch(`${host.url}/api/v1/me`, {
      method: 'PATCH',
      headers: { cookie: second, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await callOk(host, 'POST', '/session', { body: { username: 'Olive', password } });
    expect(await statusOf(second)).toBe(200);
    expect((await callApi(host, 'GET', '/me', { token })).status).toBe(200);
  });

  it('does not lose an owner without a password to a sign-out', async () => {
    const { host, token } = await ownedHost();
    const { path } = await host.askFor('entry', { type: 'chat-entry' });
    const entered = await fetch(host.url + path, { redirect: 'manual' });
    const cookie = cookiesOf(entered);
    await fetch(`${host.url}/api/v1/session`, { method: 'DELETE', headers: { cookie } });

    expect(await callOk(host, 'GET', '/me', { token })).toMatchObject({ role: 'owner' });
    await host.askFor('entry', { type: 'chat-entry' });
  });
});
