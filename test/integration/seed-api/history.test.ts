import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHost, type HostProcess } from '../../support/host-process.ts';
import { setUpOwner } from '../../support/people.ts';
import {
  SeedClient,
  seedAnswer,
  seedCall,
  seedLogin,
  type SeedPerson,
  type SeedRow,
} from '../../support/seed-client.ts';
import { connect } from '../../support/ws-client.ts';

let host: HostProcess;
let ownerToken: string;
let ada: SeedPerson;
let client: SeedClient;

beforeAll(async () => {
  host = await startHost({ flags: ['--no-rate-limits'] });
  ({ token: ownerToken } = await setUpOwner(host));
  ada = await seedLogin(host, 'ada');
  client = await SeedClient.online(host, ada, 3);
  for (let n = 1; n <= 105; n++) client.send(3, { uid: ada.uid, room_id: '3', content: `line ${n}` });
  await client.settled();
});
afterAll(async () => {
  await client.close();
  await host.stop();
});

describe('rooms and history', () => {
  const list = async (query: string) =>
    (await seedAnswer<{ count: number; list: SeedRow[] | null }>(host, 'GET', `/pagination?${query}`, ada))
      .data;
  it('gives the first page oldest first and the next newest first, a hundred at a time', async () => {
    const first = await list('room_id=3&uid=&offset=0');
    expect(first.count).toBe(100);
    expect(first.list?.map(({ content }) => content).slice(0, 2)).toEqual(['line 6', 'line 7']);
    const second = await list('room_id=3&offset=100');
    expect(second.list?.map(({ content }) => content)).toEqual([
      'line 5',
      'line 4',
      'line 3',
      'line 2',
      'line 1',
    ]);
    expect(await list('room_id=3&offset=105')).toEqual({ count: 0, list: [] });
  });

  it.each(['room_id=7', 'room_id=0', 'room_id=x', 'room_id=1&room_id=2', ''])(
    'has no list for the query "%s"',
    async (query) => {
      expect(await list(query)).toEqual({ count: 0, list: null });
    },
  );

  it.each(['offset=-1', 'offset=abc', 'offset=1e3', `offset=${'9'.repeat(30)}`])(
    'takes %s for the beginning',
    async (query) => {
      expect((await list(`room_id=3&${query}`)).count).toBe(100);
    },
  );

  it.each(['uid=0', 'uid=-3', 'uid=abc', 'uid=99999'])('has no messages with %s', async (query) => {
    expect(await list(`room_id=1&${query}`)).toEqual({ count: 0, list: [] });
  });

  it('sends every room but the six to the first', async () => {
    for (const room of ['7', '0', 'abc', '1%27', '%E0%A4%A']) {
      const response = await seedCall(host, 'GET', `/room/${room}`, ada);
      if (response.status === 200) {
        // A path that can't be decoded names no room at all.
        expect(await response.json()).toMatchObject({ code: 5000 });
        continue;
      }
      expect([response.status, response.headers.get('location')]).toEqual([302, '/room/1']);
    }
  });

  it('leaves out what was deleted', async () => {
    const rows = (await list('room_id=3')).list ?? [];
    const doomed = rows.at(-1);
    client.send(3, { uid: ada.uid, room_id: '4', content: 'stays' });
    client.send(3, { uid: ada.uid, room_id: '4', content: 'goes' });
    await client.settled();
    expect(doomed?.content).toBe('line 105');
    const four = (await list('room_id=4')).list ?? [];
    expect(four.map(({ content }) => content)).toEqual(['stays', 'goes']);
    const porch = await connect(host.url, { token: ownerToken });
    await porch.hello();
    porch.send({ type: 'delete', messageId: String(four[1]?.id), requestId: 'd1' });
    await porch.waitFor('done');
    await porch.close();
    expect((await list('room_id=4')).list?.map(({ content }) => content)).toEqual(['stays']);
  });
});
