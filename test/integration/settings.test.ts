import { describe, expect, it } from 'vitest';
import type { ServerInfo, Settings } from '../../server/protocol/http.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import { callOk } from '../support/people.ts';
import { sharedHost } from './support/shared-host.ts';

const PASSWORD = 'lamp on the porch';

describe('settings', () => {
  const shared = sharedHost();
  const change = (settings: Partial<Settings>) =>
    shared.ok<Settings>(shared.owner, 'PATCH', '/admin/settings', settings);

  it('are the owner’s to see and to change', async () => {
    const [guest, member] = [await shared.newcomer(), await shared.newcomer(PASSWORD)];
    for (const person of [guest, member]) {
      expect(await shared.refusal(person, 'GET', '/admin/settings')).toBe('403 forbidden');
      expect(await shared.refusal(person, 'PATCH', '/admin/settings', { pin: null })).toBe('403 forbidden');
    }
    expect(await shared.refusal(null, 'GET', '/admin/settings')).toBe('401 not_signed_in');
    expect(await shared.ok(shared.owner, 'GET', '/admin/settings')).toEqual({
      serverName: 'Porchlight',
      joinPolicy: 'open',
      pin: null,
      oneSessionPerAccount: true,
      wifiName: null,
      isJoiningPaused: false,
      chosenAddress: null,
      port: null,
      files: {
        fileMaxBytes: LIMITS.fileMaxBytes,
        userQuotaBytes: LIMITS.userQuotaBytes,
        totalQuotaBytes: LIMITS.totalQuotaBytes,
      },
      imageHosts: {
        enabled: false,
        order: ['freeimage', 'smms'],
        hasFreeimageKey: false,
        hasSmmsToken: false,
      },
    });
  });

  it('change what is given and keep the rest', async () => {
    expect(await change({ pin: '012345' })).toMatchObject({ pin: '012345', joinPolicy: 'open' });
    expect(await change({})).toMatchObject({ pin: '012345' });
    expect(await change({ pin: null })).toMatchObject({ pin: null });
  });

  it('ask newcomers for the PIN, which nobody else is told', async () => {
    await change({ pin: '271828' });
    const info = await callOk<ServerInfo>(shared.host, 'GET', '/server');
    expect(info.join).toEqual({ policy: 'open', pinRequired: true, isPaused: false });
    expect(JSON.stringify(info)).not.toContain('271828');
    const join = (pin?: string) =>
      shared.refusal(null, 'POST', '/join', { username: 'Pin', ...(pin !== undefined && { pin }) });
    for (const pin of [undefined, '', '271829', ' 271828', '271828 '])
      expect(await join(pin)).toBe('403 wrong_pin');
    await callOk(shared.host, 'POST', '/join', { body: { username: 'Pin', pin: '271828' } });
    await change({ pin: null });
  });

  it('ask newcomers for a password', async () => {
    await change({ joinPolicy: 'password' });
    expect(await shared.refusal(null, 'POST', '/join', { username: 'Nopass' })).toBe('403 password_required');
    expect(
      await callOk(shared.host, 'POST', '/join', { body: { username: 'Haspass', password: PASSWORD } }),
    ).toMatchObject({
      user: { role: 'member' },
    });
    await change({ joinPolicy: 'open' });
  });

  it('close the door to newcomers, not to those who have an account', async () => {
    const member = await shared.newcomer(PASSWORD);
    await change({ joinPolicy: 'closed' });
    expect(await shared.refusal(null, 'POST', '/join', { username: 'Late', password: PASSWORD })).toBe(
      '403 joining_closed',
    );
    await callOk(shared.host, 'POST', '/session', {
      body: { username: member.user.username, password: PASSWORD },
    });
    await change({ joinPolicy: 'open' });
  });

  it('rename the host for everybody at once', async () => {
    const watcher = await shared.online(await shared.newcomer());
    await change({ serverName: ' The  Lab ' });
    expect(await watcher.waitForEvent((event) => event.kind === 'server.updated')).toMatchObject({
      name: 'The Lab',
    });
    expect(await callOk<ServerInfo>(shared.host, 'GET', '/server')).toMatchObject({ name: 'The Lab' });
    const before = watcher.events.length;
    await change({ serverName: 'The Lab' });
    const { seq } = await watcher.post('1', 'and nothing more', 'nothing');
    await watcher.waitForEvent((event) => event.seq === seq);
    expect(watcher.events.slice(before).filter((event) => event.kind === 'server.updated')).toEqual([]);
    await change({ serverName: 'Porchlight' });
  });
});
