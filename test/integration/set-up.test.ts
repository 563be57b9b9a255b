import { describe, expect, it, onTestFinished } from 'vitest';
import type { ServerInfo } from '../../server/protocol/http.ts';
import { PUBLIC_LIMITS } from '../../server/protocol/limits.ts';
import { startHost, type HostProcess } from '../support/host-process.ts';
import { callApi, callOk, joinAs, OWNER, setUpOwner, setupToken } from '../support/people.ts';
import { connect } from '../support/ws-client.ts';
import { refusalOf } from './support/shared-host.ts';

async function newHost(flags: string[] = []): Promise<HostProcess> {
  const host = await startHost({ flags });
  onTestFinished(() => host.stop().then(() => undefined));
  return host;
}

describe('a host without an owner', () => {
  it('answers what it is, takes set-up, and nothing else', async () => {
    const host = await newHost(['--name', 'Test Porch']);
    const info = await callOk<ServerInfo>(host, 'GET', '/server');
    expect(info).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'Test Porch',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      setupRequired: true,
      join: { policy: 'open', pinRequired: false, isPaused: false },
      peopleOnline: 0,
      limits: PUBLIC_LIMITS,
    });
    for (const [method, path] of [
      ['POST', '/join'],
      ['POST', '/session'],
      ['DELETE', '/session'],
      ['GET', '/me'],
      ['PATCH', '/me'],
      ['GET', '/users'],
      ['GET', '/rooms'],
      ['POST', '/rooms'],
      ['PATCH', '/rooms/1'],
      ['POST', '/rooms/1/join'],
      ['GET', '/rooms/1/messages'],
      ['GET', '/messages/1'],
      ['GET', '/admin/settings'],
      ['PATCH', '/admin/settings'],
      ['GET', '/admin/host'],
      ['GET', '/admin/host/live'],
      ['POST', '/admin/doctor'],
      ['GET', '/admin/nearby'],
      ['GET', '/session/enter?ticket=x'],
      ['GET', '/nothing-here'],
      ['GET', '/setup/..'],
    ] as const) {
      const answer = await refusalOf(
        host,
        method,
        path,
        method === 'GET' ? {} : { body: { username: 'Bo' } },
      );
      expect(answer, `${method} ${path}`).toBe('403 setup_required');
    }
    await expect(connect(host.url)).rejects.toMatchObject({ status: 403 });
    await expect(connect(host.url, { token: 'anything' })).rejects.toMatchObject({ status: 403 });
  });

  it('is set up once, by the one-time token alone', async () => {
    const host = await newHost();
    const body = { token: setupToken(host), ...OWNER };
    expect(await refusalOf(host, 'POST', '/setup', { body: { ...body, token: 'a guess' } })).toBe(
      '403 wrong_setup_token',
    );
    expect(await refusalOf(host, 'POST', '/setup', { body: { ...body, token: `${body.token} ` } })).toBe(
      '403 wrong_setup_token',
    );
    expect(await refusalOf(host, 'POST', '/setup', { body: { ...body, password: 'short' } })).toBe(
      '400 invalid_password',
    );

    const answers = await Promise.all(
      ['Olive', 'Eve', 'Mallory'].map((username) =>
        callApi(host, 'POST', '/setup', { body: { ...body, username } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await refusalOf(host, 'POST', '/setup', { body })).toBe('409 already_set_up');
    expect(await callOk<ServerInfo>(host, 'GET', '/server')).toMatchObject({ setupRequired: false });
    expect(await joinAs(host, 'Bo')).toMatchObject({ user: { role: 'guest' } });
  });

  it('takes its name from the set-up', async () => {
    const host = await newHost();
    await callOk(host, 'POST', '/setup', {
      body: { token: setupToken(host), ...OWNER, serverName: ' The  Lab ' },
    });
    expect(await callOk<ServerInfo>(host, 'GET', '/server')).toMatchObject({ name: 'The Lab' });
  });

  it('announces the set-up link until there is an owner', async () => {
    const host = await newHost();
    expect(host.setupUrl).toMatch(/^http:\/\/.+\/setup\?token=[\w-]{22}$/);
    const data = host.dataDir;
    await setUpOwner(host);
    host.kill('SIGTERM');
    await host.exited;
    const again = await startHost({ data });
    expect(again.setupUrl).toBeNull();
    await again.stop();
  });
});
