import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RoomAnswer, SignedIn } from '../../server/protocol/http.ts';
import { startHost } from '../support/host-process.ts';
import { callOk, joinAs, setUpOwner } from '../support/people.ts';
import { connect, type WsClient } from '../support/ws-client.ts';
import { sharedHost } from './support/shared-host.ts';

describe('a client that comes back', () => {
  const shared = sharedHost();

  /** Waits until everything up to now has come, and gives the seqs of all that came. */
  async function everything(client: WsClient): Promise<number[]> {
    const marker = await shared.online(shared.owner);
    const { seq } = await marker.post('1', 'marker', `marker-${Math.random()}`);
    await client.waitForEvent((event) => event.seq === seq);
    return client.events.map((event) => event.seq);
  }

  it('gets exactly what it missed, in order, and then what happens', async () => {
    const person = await shared.newcomer();
    const before = await shared.online(person);
    const watcher = await shared.online(shared.owner);
    const { seq: held } = await before.post('1', 'the last I saw', 'held');
    before.terminate();
    const start = watcher.events.length;
    const acks = await Promise.all(
      Array.from({ length: 700 }, (_, i) => watcher.post('1', `missed ${i}`, `missed-${i}`)),
    );
    watcher.send({ type: 'edit', messageId: acks[3]!.messageId, text: 'edited' });
    watcher.send({ type: 'react', messageId: acks[4]!.messageId, emoji: '👍', on: true });
    watcher.send({ type: 'delete', messageId: acks[5]!.messageId });
    await watcher.waitForEvent((event) => event.kind === 'message.deleted');

    const after = await connect(shared.host.url, { token: person.token });
    onTestFinished(() => after.terminate());
    const live = Promise.all(
      Array.from({ length: 100 }, (_, i) => watcher.post('1', `live ${i}`, `live-${i}`)),
    );
    const welcome = await after.hello(held);
    expect(welcome.seq).toBeGreaterThanOrEqual(acks.at(-1)!.seq);
    await live;
    const seqs = await everything(after);
    await watcher.waitForEvent((event) => event.seq === seqs.at(-1));
    // The watcher was there all the time and could see all that the person could.
    const expected = watcher.events
      .slice(start)
      .map((event) => event.seq)
      .filter((seq) => seq > held);
    const own = (item: number) => expected.includes(item);
    expect(seqs.filter(own)).toEqual(expected.filter((item) => item <= seqs.at(-1)!));
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    expect(seqs[0]).toBeGreaterThan(held);
  });

  it('gets nothing of the past where it asks for live events only', async () => {
    const watcher = await shared.online(shared.owner);
    const person = await shared.newcomer();
    const { seq } = await watcher.post('1', 'past', 'past');
    const client = await shared.online(person, null);
    const welcome = await client.waitFor('welcome');
    expect(welcome.seq).toBeGreaterThanOrEqual(seq);
    const seqs = await everything(client);
    expect(Math.min(...seqs)).toBeGreaterThan(welcome.seq);
  });

  it('gets what its memberships of now let it see', async () => {
    const [ann, bo] = await Promise.all([shared.newcomer(), shared.newcomer()]);
    const make = (kind: 'public' | 'private', name: string, memberIds: string[]) =>
      shared.ok<RoomAnswer>(ann, 'POST', '/rooms', { kind, name, memberIds }).then(({ room }) => room.id);
    const [left, stayed, never] = [
      await make('private', 'Left', [bo.user.id]),
      await make('private', 'Stayed', [bo.user.id]),
      await make('private', 'Never', []),
    ];
    const first = await shared.online(bo);
    const held = (await first.waitFor('welcome')).seq;
    first.terminate();
    const anns = await shared.online(ann);
    await anns.post(left, 'before Bo left', 'v1');
    await anns.post(stayed, 'for Bo', 'v2');
    await anns.post(never, 'not for Bo', 'v3');
    await shared.ok(bo, 'POST', `/rooms/${left}/leave`);
    await anns.post(left, 'after Bo left', 'v4');
    const joined = await make('private', 'Joined', []);
    await anns.post(joined, 'before Bo joined', 'v5');
    await shared.ok(ann, 'POST', `/rooms/${joined}/members`, { userIds: [bo.user.id] });

    const again = await shared.online(bo, held);
    await everything(again);
    const story = again.events
      .filter((event) => 'roomId' in event && [left, stayed, never, joined].includes(event.roomId))
      .map((event) =>
        event.kind === 'message.created'
          ? event.message.text
          : `${event.kind} ${'roomId' in event && event.roomId}`,
      );
    expect(story).toEqual([
      'for Bo',
      `member.left ${left}`,
      `room.created ${joined}`,
      'before Bo joined',
      `member.joined ${joined}`,
    ]);
  });

  it('that is up to date gets nothing twice', async () => {
    const person = await shared.newcomer();
    const first = await shared.online(person);
    const { seq } = await first.post('1', 'newest', 'newest');
    await first.waitForEvent((event) => event.seq === seq);
    first.terminate();
    const second = await shared.online(person, seq);
    const seqs = await everything(second);
    expect(Math.min(...seqs)).toBeGreaterThan(seq);
  });

  it('with a number from another database is told to reload, and then goes on', async () => {
    const person = await shared.newcomer();
    for (const since of [1_000_000, Number.MAX_SAFE_INTEGER]) {
      const client = await connect(shared.host.url, { token: person.token });
      onTestFinished(() => client.terminate());
      const welcome = await client.hello(since);
      await client.waitFor('resync');
      expect(client.events).toEqual([]);
      // It may still speak meanwhile.
      const { seq } = await client.post('1', 'while reloading', `reload-${since}`);
      await client.hello(welcome.seq);
      await client.waitForEvent((event) => event.seq === seq);
      expect(Math.min(...(await everything(client)))).toBeGreaterThan(welcome.seq);
    }
  });

  it('can’t say hello twice where all is well', async () => {
    const client = await shared.online(await shared.newcomer());
    client.send({ type: 'hello', since: null });
    expect(await client.waitFor('error')).toMatchObject({ code: 'invalid_frame' });
    await client.post('1', 'still here', 'still-here');
  });
});

describe('a client that was away too long', () => {
  it('is told to reload where the log was trimmed, and goes on with the new seq', async () => {
    const first = await startHost();
    const { dataDir } = first;
    let person: SignedIn;
    {
      await setUpOwner(first);
      person = await joinAs(first, 'Sailor');
      const client = await connect(first.url, { token: person.token });
      await client.hello();
      for (let i = 0; i < 10; i++) await client.post('1', `${i}`, `m${i}`);
      first.kill('SIGTERM');
      await first.exited;
    }
    const db = new Database(path.join(dataDir, 'porchlight.db'));
    db.exec('DELETE FROM events WHERE seq <= 8');
    db.close();

    const second = await startHost({ data: dataDir });
    onTestFinished(async () => {
      await second.stop();
      await first.stop();
    });
    const client = await connect(second.url, { token: person.token });
    onTestFinished(() => client.terminate());
    const welcome = await client.hello(3);
    await client.waitFor('resync');
    const { messages } = await callOk<{ messages: unknown[] }>(second, 'GET', '/rooms/1/messages', {
      token: person.token,
    });
    expect(messages).toHaveLength(10);
    await client.hello(welcome.seq);
    const { seq } = await client.post('1', 'back again', 'back');
    await client.waitForEvent((event) => event.seq === seq);
    expect(client.events.map((event) => event.seq)).toEqual([seq]);

    const near = await connect(second.url, { token: person.token });
    onTestFinished(() => near.terminate());
    await near.hello(8);
    await near.waitForEvent((event) => event.seq === seq);
    expect(near.events.map((event) => event.seq)).toEqual([9, 10, 11, 12, seq]);
  });
});
