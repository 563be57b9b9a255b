import { rename } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HistoryAnswer, RoomsAnswer, ServerInfo, SignedIn } from '../../server/protocol/http.ts';
import { startHost, type HostOptions, type HostProcess } from '../support/host-process.ts';
import { callApi, callOk, joinAs, setUpOwner } from '../support/people.ts';
import { tempDirForTest } from '../support/temp-dir.ts';
import { connect } from '../support/ws-client.ts';
import { rawRequest } from './support/raw-http.ts';

async function start(options: HostOptions): Promise<HostProcess> {
  const host = await startHost(options);
  onTestFinished(() => host.stop().then(() => undefined));
  return host;
}

async function end(host: HostProcess): Promise<void> {
  host.kill('SIGTERM');
  expect(await host.exited).toEqual({ code: 0, signal: null });
}

/** A host with people, a room, messages and a read marker. */
async function livedIn(data: string) {
  const host = await start({ data, flags: ['--name', 'Old Porch'] });
  const owner = await setUpOwner(host);
  const bo = await joinAs(host, 'Bo');
  const member = await joinAs(host, 'Ann', 'lamp on the porch');
  const client = await connect(host.url, bo);
  await client.hello();
  for (let i = 0; i < 5; i++) await client.post('1', `message ${i}`, `m${i}`);
  await callOk(host, 'POST', '/rooms', {
    token: owner.token,
    body: { kind: 'private', name: 'Plans', memberIds: [bo.user.id] },
  });
  const owners = await connect(host.url, owner);
  const { seq } = await owners.hello();
  owners.send({ type: 'read', roomId: '1', seq });
  await owners.waitForEvent((event) => event.kind === 'read.moved');
  return { host, owner, bo, member, seq };
}

async function pictureOf(host: HostProcess, people: SignedIn[]) {
  const views = people.map(async ({ token }) => ({
    me: await callOk(host, 'GET', '/me', { token }),
    rooms: (await callOk<RoomsAnswer>(host, 'GET', '/rooms', { token })).rooms.map(
      ({ onlineCount: _, ...room }) => room,
    ),
    history: await callOk<HistoryAnswer>(host, 'GET', '/rooms/1/messages', { token }),
  }));
  return { id: (await callOk<ServerInfo>(host, 'GET', '/server')).id, views: await Promise.all(views) };
}

describe('a host that starts again', { timeout: 90_000 }, () => {
  it('has everybody’s accounts, sessions, rooms, history and markers, also under another name, port and folder', async () => {
    const base = await tempDirForTest();
    const data = path.join(base, 'data');
    const { host, owner, bo, member } = await livedIn(data);
    const people = [owner, bo, member];
    const before = await pictureOf(host, people);
    await end(host);

    const second = await start({ data });
    expect(await pictureOf(second, people)).toEqual(before);
    await end(second);

    const moved = path.join(base, 'somewhere else');
    await rename(data, moved);
    const third = await start({ data: moved, flags: ['--name', 'New Porch'] });
    expect(third.port).not.toBe(host.port);
    expect(await pictureOf(third, people)).toEqual(before);
    expect(await callOk<ServerInfo>(third, 'GET', '/server')).toMatchObject({
      name: 'New Porch',
      setupRequired: false,
    });
    await callOk(third, 'POST', '/session', { body: { username: 'Ann', password: 'lamp on the porch' } });
    await end(third);

    const fourth = await start({ data: moved });
    expect(await callOk<ServerInfo>(fourth, 'GET', '/server')).toMatchObject({ name: 'New Porch' });
  });

  it('goes on with the same order, and gives those who come back what they missed', async () => {
    const data = await tempDirForTest();
    const { host, bo, owner, seq } = await livedIn(data);
    await end(host);
    const again = await start({ data });
    const owners = await connect(again.url, owner);
    await owners.hello();
    const ack = await owners.post('1', 'good morning', 'morning');
    expect(ack.seq).toBeGreaterThan(seq);
    const client = await connect(again.url, bo);
    await client.hello(seq);
    await client.waitForEvent((event) => event.seq === ack.seq);
    const seqs = client.events.map((event) => event.seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    // The outbox’s repeat of a message from before the restart.
    expect((await client.post('1', 'message 4', 'm4')).seq).toBeLessThan(seq);
  });

  it('keeps its port for those who wrote the address down', async () => {
    const data = await tempDirForTest();
    const first = await start({ data, flags: ['--port', '18322'] });
    await end(first);
    const second = await start({ data, flags: ['--port', '18322'] });
    expect(second.port).toBe(first.port);
  });

  it('serves those who call the moment its port is open', async () => {
    const data = await tempDirForTest();
    const first = await start({ data, flags: ['--port', '18422'] });
    const owner = await setUpOwner(first);
    await end(first);
    let isOver = false;
    const statuses = new Set<number>();
    const knock = async (): Promise<void> => {
      // Those who knocked just before the port opened, and not again since, have seen nothing yet.
      while (!isOver || statuses.size === 0) {
        const answer = await rawRequest(
          { port: 18_422 },
          { path: '/api/v1/me', headers: { authorization: `Bearer ${owner.token}`, host: 'localhost' } },
        ).catch(() => null);
        if (answer) statuses.add(answer.status);
        const client = await connect('http://127.0.0.1:18422', owner).catch(() => null);
        if (client) {
          await client.hello();
          await client.close();
        }
      }
    };
    const knocking = Promise.all([knock(), knock(), knock()]);
    const second = await start({ data, flags: ['--port', '18422', '--no-rate-limits'] });
    const response = await callApi(second, 'GET', '/me', { token: owner.token });
    isOver = true;
    await knocking;
    expect(response.status).toBe(200);
    expect([...statuses]).toEqual([200]);
    expect(second.stderr()).not.toMatch(/error/i);
  });

  it('made anew in the same place knows no token of the old one', async () => {
    const { host, owner } = await livedIn(await tempDirForTest());
    await end(host);
    const fresh = await start({});
    await setUpOwner(fresh);
    expect((await callApi(fresh, 'GET', '/me', { token: owner.token })).status).toBe(401);
  });
});
