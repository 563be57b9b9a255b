import http from 'node:http';
import os from 'node:os';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DoctorReport, HostState } from '../../server/protocol/admin.ts';
import { DOCTOR_CODES } from '../../server/protocol/doctor-codes.ts';
import type { ServerInfo, Settings, SignedIn } from '../../server/protocol/http.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import { callOk } from '../support/people.ts';
import { seedAnswer } from '../support/seed-client.ts';
import { until } from '../support/until.ts';
import { sharedHost } from './support/shared-host.ts';

/** An address of this machine that others would use; null on one without a network. */
const LAN = Object.values(os.networkInterfaces())
  .flatMap((infos) => infos ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

interface Live {
  /** The states that came, oldest first. */
  states: HostState[];
  text: () => string;
  ended: Promise<void>;
  response: http.IncomingMessage;
  close(): void;
}

describe('the host’s desk', () => {
  const shared = sharedHost();

  async function live(person: Pick<SignedIn, 'token'>): Promise<Live> {
    const request = http.get(`${shared.host.url}/api/v1/admin/host/live`, {
      agent: false,
      headers: { authorization: `Bearer ${person.token}` },
    });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`The stream answered ${response.statusCode}.`);
    let text = '';
    const states: HostState[] = [];
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      states.length = 0;
      for (const event of text.split('\n\n').slice(0, -1))
        if (event.startsWith('data: ')) states.push(JSON.parse(event.slice(6)) as HostState);
    });
    response.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => response.once('close', () => resolve()));
    const close = (): void => void request.destroy();
    onTestFinished(close);
    return { states, text: () => text, ended, response, close };
  }

  it('is for the owner and admins', async () => {
    const [guest, member] = [await shared.newcomer(), await shared.newcomer('lamp on the porch')];
    for (const [method, path] of [
      ['GET', '/admin/host'],
      ['GET', '/admin/host/live'],
      ['GET', '/admin/nearby'],
      ['POST', '/admin/doctor'],
    ] as const) {
      for (const person of [guest, member])
        expect(await shared.refusal(person, method, path), path).toBe('403 forbidden');
      expect(await shared.refusal(null, method, path), path).toBe('401 not_signed_in');
    }
  });

  it('tells of the host as it is', async () => {
    const state = await shared.ok<HostState>(shared.owner, 'GET', '/admin/host');
    expect(state).toMatchObject({
      serverId: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'Porchlight',
      version: expect.stringMatching(/^\d/),
      port: shared.host.port,
      portAfterRestart: null,
      chosenAddress: null,
      localName: null,
      join: { policy: 'open', isPaused: false, pin: null },
      wifiName: null,
      people: { online: 0, connections: 0, connectionsElsewhere: 0 },
      hasOtherDeviceArrived: false,
      rates: { messagesPerMinute: 0, deliveriesPerMinute: 0 },
      disk: { fileBytes: 0 },
    });
    expect(state.disk.databaseBytes).toBeGreaterThan(10_000);
    expect(state.disk.freeBytes).toBeGreaterThan(0);
    expect(Math.abs(Date.now() - state.startedAt)).toBeLessThan(600_000);
    expect(state.addresses.map(({ url }) => url)).toEqual(shared.host.urls);
    expect(state.addresses.at(-1)).toMatchObject({ address: 'localhost', type: 'localhost' });
    expect(state.arrivals[0]).toMatchObject({ username: 'Person 2', isOtherDevice: false });
  });

  it('tells of changes as they come', async () => {
    const stream = await live(shared.owner);
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    await until(() => stream.states.length === 1, 'the state at the beginning');
    const client = await shared.online(await shared.newcomer());
    await until(() => stream.states.at(-1)?.people.online === 1, 'somebody online');
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { wifiName: ' Porch  Wi-Fi ', pin: '123456' });
    await until(() => stream.states.at(-1)?.wifiName === 'Porch Wi-Fi', 'the name of the Wi-Fi');
    expect(stream.states.at(-1)?.join.pin).toBe('123456');
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { wifiName: null, pin: null });
    await until(() => stream.states.at(-1)?.wifiName === null, 'no name of a Wi-Fi');
    client.terminate();
    stream.close();
  });

  it('ends a stream with its session', async () => {
    const password = 'lamp on the porch';
    const signIn = (): Promise<SignedIn> =>
      callOk(shared.host, 'POST', '/session', { body: { username: 'Olive', password } });
    const first = await signIn();
    const stream = await live(first);
    await signIn();
    await stream.ended;
    shared.owner.token = (await signIn()).token;
  });

  it('pauses joining at both doors, and not for those who have an account', async () => {
    const password = 'lamp on the porch';
    const member = await shared.newcomer(password);
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { isJoiningPaused: true });
    expect(await callOk<ServerInfo>(shared.host, 'GET', '/server')).toMatchObject({
      join: { isPaused: true },
    });
    expect(await shared.refusal(null, 'POST', '/join', { username: 'Late' })).toBe('403 joining_paused');
    const { username } = member.user;
    await callOk(shared.host, 'POST', '/session', { body: { username, password } });

    const login = (name: string) =>
      seedAnswer(shared.host, 'POST', '/login', { body: { username: name, password, avatar_id: '1' } });
    expect((await login('Latecomer')).msg).toContain('暂停接受新成员');
    expect((await login(username)).code).toBe(0);
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { isJoiningPaused: false });
    await callOk(shared.host, 'POST', '/join', { body: { username: 'Late' } });
  });

  it('puts the chosen address first while it is there, and keeps the choice while it is not', async () => {
    const { addresses, best } = await shared.ok<HostState>(shared.owner, 'GET', '/admin/host');
    const other = addresses.find(({ address, type }) => type === 'address' && address !== best?.address);
    for (const { address } of other ? [other] : []) {
      await shared.ok(shared.owner, 'PATCH', '/admin/settings', { chosenAddress: address });
      expect(await shared.ok<HostState>(shared.owner, 'GET', '/admin/host')).toMatchObject({
        best: { address },
      });
    }
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { chosenAddress: '203.0.113.7' });
    expect(await shared.ok<HostState>(shared.owner, 'GET', '/admin/host')).toMatchObject({
      best,
      chosenAddress: '203.0.113.7',
    });
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { chosenAddress: null });
  });

  it('examines the network within seconds, once at a time, in words that the pages know', async () => {
    const startedAt = performance.now();
    const [first, second] = await Promise.all(
      [1, 2].map(() => shared.ok<DoctorReport>(shared.owner, 'POST', '/admin/doctor')),
    );
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(first).toEqual(second);
    expect(first!.findings.map(({ code }) => code)).toContain('mdns_off');
    if (LAN) expect(first!.adapters.some(({ isReachable }) => isReachable)).toBe(true);
    for (const { code } of [...first!.findings, ...first!.adapters.flatMap(({ findings }) => findings)])
      expect(Object.keys(DOCTOR_CODES)).toContain(code);
  });

  it('finds nobody near where mDNS is off', async () => {
    expect(await shared.ok(shared.owner, 'GET', '/admin/nearby')).toEqual({ hosts: [] });
  });

  it('tells of a port that holds from the next start', async () => {
    const change = (port: number | null): Promise<Settings> =>
      shared.ok<Settings>(shared.owner, 'PATCH', '/admin/settings', { port });
    const state = (): Promise<HostState> => shared.ok<HostState>(shared.owner, 'GET', '/admin/host');
    expect((await change(20_123)).port).toBe(20_123);
    expect(await state()).toMatchObject({ port: shared.host.port, portAfterRestart: 20_123 });
    await change(null);
    expect(await state()).toMatchObject({ portAfterRestart: null });
  });

  it('lets only so many look at once', async () => {
    for (let count = 0; count < LIMITS.hostWatchersMax; count++) await live(shared.owner);
    expect(await shared.refusal(shared.owner, 'GET', '/admin/host/live')).toBe('503 busy');
  });
});
