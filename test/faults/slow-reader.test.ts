import { expect, test } from 'vitest';
import type { SearchAnswer } from '../../server/protocol/search-http.ts';
import type { RoomAnswer, SignedIn } from '../../server/protocol/http.ts';
import { bulkSeen, LONG_TEXT, postMany, upTo } from '../support/bulk-writer.ts';
import { inForm } from '../support/faults/form.ts';
import type { HostProcess } from '../support/host-process.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callOk, joinAs, setUpOwner } from '../support/people.ts';
import { residentBytes } from '../support/process-memory.ts';
import { until } from '../support/until.ts';
import { connect, type WsClient } from '../support/ws-client.ts';

const MIB = 1_048_576;
const FRONT_PORCH = '1';

test.runIf(process.platform === 'linux')(
  'people who stop reading delay nobody, cost a bounded buffer, and get everything once they read again',
  async () => {
    const { current: host } = await startLastingHost({ flags: ['--no-rate-limits'] });
    const owner = await setUpOwner(host);
    const writer = await connect(host.url, { token: owner.token });
    await writer.hello();
    const reader = await comeIn(host, 'Reader');
    const slow = await Promise.all(upTo(20).map((index) => comeIn(host, `Slow ${index}`)));
    const ownRooms = await Promise.all(slow.map((client) => openDirectRoom(host, owner, client)));
    for (const client of slow) client.socket.pause();

    const before = await residentBytes(host.pid);
    const [rounds, perRound] = [inForm({ short: 20, long: 40 }), 20];
    for (let round = 0; round < rounds; round++) {
      // A word for each alone first: what is due to them in this turn differs, so they can't share its bytes.
      for (const [index, roomId] of ownRooms.entries())
        writer.send({ type: 'send', clientMessageId: `${index}-${round}`, roomId, text: 'Are you there?' });
      await postMany(writer, {
        roomId: FRONT_PORCH,
        first: round * perRound,
        count: perRound,
        text: LONG_TEXT,
      });
    }
    const all = rounds * perRound;
    await until(
      () => bulkSeen(reader, FRONT_PORCH).length === all,
      () => `${bulkSeen(reader, FRONT_PORCH).length} of ${all} messages at the one who reads`,
    );
    expect(bulkSeen(reader, FRONT_PORCH)).toEqual(upTo(all));
    // Half a megabyte a round was said to each of twenty.
    expect(((await residentBytes(host.pid)) - before) / MIB).toBeLessThan(inForm({ short: 150, long: 200 }));
    expect(slow.flatMap((client) => bulkSeen(client, FRONT_PORCH))).toEqual([]);

    for (const client of slow) client.socket.resume();
    for (const [index, client] of slow.entries()) {
      await until(
        () => bulkSeen(client, FRONT_PORCH).length >= all,
        () => `${bulkSeen(client, FRONT_PORCH).length} of ${all} messages at one who was slow`,
      );
      expect(bulkSeen(client, FRONT_PORCH)).toEqual(upTo(all));
      expect(bulkSeen(client, ownRooms[index]!)).toHaveLength(rounds);
      expect(seqsOf(client)).toEqual(seqsOf(client).toSorted((a, b) => a - b));
    }
    // And they are live again.
    await writer.post(FRONT_PORCH, 'Welcome back.', `bulk-${all}`);
    await until(() => slow.every((client) => bulkSeen(client, FRONT_PORCH).at(-1) === all), 'the word after');
  },
);

test.runIf(process.platform === 'linux')(
  'forty who come back far behind and read nothing cost little memory, and do not keep the host from stopping',
  async () => {
    const { current: host } = await startLastingHost({ flags: ['--no-rate-limits'] });
    await setUpOwner(host);
    const writer = await comeIn(host, 'Writer');
    const since = (await writer.waitFor('welcome')).seq;
    const missed = 600;
    await postMany(writer, { roomId: FRONT_PORCH, first: 0, count: missed, text: LONG_TEXT });
    const people = await Promise.all(['Ann', 'Ben'].map((name) => joinAs(host, name)));

    // What the search index takes meanwhile is not theirs.
    for (let isIndexing = true; isIndexing;)
      ({ isIndexing } = await callOk<SearchAnswer>(host, 'GET', '/search?q=nothing', {
        token: people[0]!.token,
      }));
    const before = await residentBytes(host.pid);
    const stalled: WsClient[] = [];
    for (let index = 0; index < 40; index++) {
      const client = await connect(host.url, { token: people[index % 2]!.token });
      stalled.push(client);
      client.send({ type: 'hello', since });
      await client.waitFor('welcome');
      client.socket.pause();
    }
    // Answered over the same reader threads, behind what the forty asked for.
    const late = await comeIn(host, 'Late', since);
    await until(() => bulkSeen(late, FRONT_PORCH).length === missed, 'the log for one who reads');
    // Each has missed 14 MB.
    expect(((await residentBytes(host.pid)) - before) / MIB).toBeLessThan(200);

    expect(await host.stop()).toEqual({ code: 0, signal: null });
    for (const client of stalled) client.terminate();
  },
);

test('one who asks faster than they read the answers is answered in the end, every question once', async () => {
  const { current: host } = await startLastingHost({ flags: ['--no-rate-limits'] });
  await setUpOwner(host);
  const [greedy, neighbour] = [await comeIn(host, 'Greedy'), await comeIn(host, 'Neighbour')];
  const asked = upTo(60_000).map((index) => `question-${String(index).padStart(50, '0')}`);

  greedy.socket.pause();
  for (const requestId of asked) greedy.send({ type: 'typing', roomId: '999', requestId });
  await neighbour.post(FRONT_PORCH, 'Am I still heard?', 'hello');
  greedy.socket.resume();

  const answers = () => greedy.frames.filter((frame) => frame.type === 'error');
  await until(
    () => answers().length >= asked.length,
    () => `${answers().length} of ${asked.length} answers`,
  );
  expect(answers().map((frame) => frame.requestId)).toEqual(asked);
  expect(new Set(answers().map((frame) => frame.code))).toEqual(new Set(['room_not_found']));
});

async function comeIn(host: HostProcess, name: string, since: number | null = null): Promise<WsClient> {
  const client = await connect(host.url, { token: (await joinAs(host, name)).token });
  await client.hello(since);
  return client;
}

async function openDirectRoom(host: HostProcess, owner: SignedIn, client: WsClient): Promise<string> {
  const { user } = await client.waitFor('welcome');
  const { room } = await callOk<RoomAnswer>(host, 'POST', '/rooms', {
    token: owner.token,
    body: { kind: 'direct', userId: user.id },
  });
  return room.id;
}

function seqsOf(client: WsClient): number[] {
  return client.events.map((event) => event.seq);
}
