import { expect, test } from 'vitest';
import type { PeopleAnswer, SignedIn } from '../../server/protocol/http.ts';
import { bulkSeen, postMany, upTo } from '../support/bulk-writer.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { callOk, joinAs, setUpOwner } from '../support/people.ts';
import { until } from '../support/until.ts';
import { connect, type WsClient } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
const JOINS = 300;
const CONNECTIONS = 500;
const MISSED = 100;

test(`${JOINS} people arrive at once, ${CONNECTIONS} connections drop at once, and everybody gets what is theirs`, async () => {
  const { current: host } = await startLastingHost({ flags: ['--no-rate-limits'] });
  const owner = await setUpOwner(host);
  const writer = await connect(host.url, { token: owner.token });
  await writer.hello();
  const witness = await connect(host.url, { token: (await joinAs(host, 'Witness')).token });
  await witness.hello();

  // A classroom comes in.
  const people = await Promise.all(upTo(JOINS).map((index) => joinAs(host, `Pupil ${index}`)));
  const firstTabs = await Promise.all(people.map((person) => open(person, null)));
  const ids = people.map(({ user }) => user.id);
  await until(
    () => isEverybodyOnline(),
    () => `${onlineAsToldTo(witness).size} people online, as the witness was told`,
  );
  // Telling everybody of each arrival would have been 300 frames; the batches are one each half second.
  expect(witness.frames.filter((frame) => frame.type === 'presence').length).toBeLessThan(JOINS / 5);
  const { users } = await callOk<PeopleAnswer>(host, 'GET', '/users', { token: owner.token });
  expect(users).toHaveLength(JOINS + 2);
  expect(users.filter((user) => !user.isOnline)).toEqual([]);

  // Second tabs make it 500; then the access point restarts.
  const secondTabs = await Promise.all(
    people.slice(0, CONNECTIONS - JOINS).map((person) => open(person, null)),
  );
  await postMany(writer, { roomId: FRONT_PORCH, first: 0, count: 1, text: 'before' });
  const tabs = [...firstTabs, ...secondTabs];
  await until(
    () => tabs.every((tab) => bulkSeen(tab, FRONT_PORCH).length === 1),
    'the message before at all',
  );
  const since = tabs.map((tab) => tab.events.at(-1)!.seq);
  for (const tab of tabs) tab.terminate();
  await Promise.all(tabs.map((tab) => tab.closed));
  await postMany(writer, { roomId: FRONT_PORCH, first: 1, count: MISSED, text: 'missed' });

  const owners = [...people, ...people.slice(0, CONNECTIONS - JOINS)];
  const back = await Promise.all(owners.map((person, index) => open(person, since[index]!)));
  const missed = upTo(MISSED + 1).slice(1);
  await until(
    () => back.every((tab) => bulkSeen(tab, FRONT_PORCH).length >= MISSED),
    () =>
      `${back.filter((tab) => bulkSeen(tab, FRONT_PORCH).length >= MISSED).length} of ${CONNECTIONS} up to date`,
  );
  // One message more tells that nothing else was on its way.
  await postMany(writer, { roomId: FRONT_PORCH, first: MISSED + 1, count: 1, text: 'after' });
  await until(
    () => back.every((tab) => bulkSeen(tab, FRONT_PORCH).at(-1) === MISSED + 1),
    'the message after',
  );
  const wrong = back.filter((tab) => bulkSeen(tab, FRONT_PORCH).join() !== [...missed, MISSED + 1].join());
  expect(wrong.map((tab) => bulkSeen(tab, FRONT_PORCH))).toEqual([]);
  expect(back.flatMap((tab) => tab.frames.filter((frame) => frame.type === 'resync'))).toEqual([]);

  function isEverybodyOnline(): boolean {
    const online = onlineAsToldTo(witness);
    return ids.every((id) => online.has(id));
  }

  async function open(person: SignedIn, from: number | null): Promise<WsClient> {
    const client = await connect(host.url, { token: person.token });
    await client.hello(from);
    return client;
  }
});

/** Who is online as far as one client has been told: the welcome, and every change since. */
function onlineAsToldTo(client: WsClient): Set<string> {
  const online = new Set<string>();
  for (const frame of client.frames) {
    if (frame.type === 'welcome') for (const id of frame.onlineIds) online.add(id);
    if (frame.type !== 'presence') continue;
    for (const id of frame.online) online.add(id);
    for (const id of frame.offline) online.delete(id);
  }
  return online;
}
