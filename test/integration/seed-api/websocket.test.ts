import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { startHost, type HostProcess } from '../../support/host-process.ts';
import { callOk, setUpOwner } from '../../support/people.ts';
import {
  SeedClient,
  seedAnswer,
  seedCall,
  seedLogin,
  seedRoom,
  type SeedPerson,
} from '../../support/seed-client.ts';

let host: HostProcess;
let ada: SeedPerson;
let ben: SeedPerson;

beforeAll(async () => {
  host = await startHost({ env: { PORCHLIGHT_LOG: 'warn' } });
  await setUpOwner(host);
  ada = await seedLogin(host, 'ada', 'secret-1', '11');
  ben = await seedLogin(host, 'ben', 'secret-1', '22');
});
afterAll(() => host.stop());

/** Both people in a room, and away again when `use` is over. */
async function withTwo(
  roomId: number,
  use: (first: SeedClient, second: SeedClient) => Promise<void>,
): Promise<void> {
  const first = await SeedClient.online(host, ada, roomId);
  const second = await SeedClient.online(host, ben, roomId);
  try {
    await use(first, second);
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

const everyField = {
  uid: '',
  username: '',
  avatar_id: '',
  to_uid: '',
  content: '',
  image_url: '',
  room_id: '',
  count: 0,
  list: [],
  time: expect.any(Number),
};

describe('the statuses', () => {
  it('answers the bare heartbeat, word for word', async () => {
    const client = await SeedClient.connect(host, ada);
    client.sendText('heartbeat');
    expect(await client.waitFor(0)).toEqual({ status: 0, data: 'heartbeat ok' });
    await client.close();
  });

  it('tells the others in the room, and nobody else, who comes and goes', async () => {
    await withTwo(1, async (first, second) => {
      expect(await first.waitFor(1)).toEqual({
        status: 1,
        data: { ...everyField, uid: ben.uid, username: 'ben', avatar_id: '22', room_id: '1' },
      });
      expect(second.of(1)).toEqual([]);
      second.goOnline(ben, 2);
      const gone = await first.waitFor(2);
      expect(gone.data).toMatchObject({ uid: ben.uid, username: 'ben', room_id: '1' });
      second.goOnline(ben, 1);
      await second.settled();
      await second.close();
      await expect.poll(() => first.of(2)).toHaveLength(2);
      expect(first.of(1)).toHaveLength(2);
      expect(first.of(2)[1]?.data.time).toBeGreaterThan(Date.now() - 60_000);
    });
  });

  it('gives a message to the others in the room and not to its sender', async () => {
    await withTwo(1, async (first, second) => {
      first.send(3, {
        uid: ada.uid,
        username: 'ada',
        avatar_id: '9',
        room_id: '1',
        content: 'hello 👋🏽 你好',
      });
      expect(await second.waitFor(3)).toEqual({
        status: 3,
        data: {
          ...everyField,
          uid: ada.uid,
          username: 'ada',
          avatar_id: '11',
          room_id: '1',
          content: 'hello 👋🏽 你好',
        },
      });
      await first.settled();
      expect(first.of(3)).toEqual([]);
      second.goOnline(ben, 2);
      await second.settled();
      first.send(3, { uid: ada.uid, room_id: '1', content: 'only in room one' });
      await first.settled();
      await second.settled();
      expect(second.of(3)).toHaveLength(1);
    });
  });

  it('lists who is in a room to the asker alone', async () => {
    await withTwo(5, async (first, second) => {
      first.send(4, { uid: ada.uid, room_id: '5' });
      const { data } = await first.waitFor(4);
      expect(data.count).toBe(2);
      expect(data.list).toEqual(
        expect.arrayContaining([
          { uid: ada.uid, username: 'ada', room_id: '5', avatar_id: '11' },
          { uid: ben.uid, username: 'ben', room_id: '5', avatar_id: '22' },
        ]),
      );
      await second.settled();
      expect(second.of(4)).toEqual([]);
      const home = await seedAnswer(host, 'GET', '/home', ada);
      expect(home.data['rooms']).toContainEqual({ id: 5, num: 2 });
      expect(home.data['rooms']).toContainEqual({ id: 6, num: 0 });
    });
  });

  it('gives a private message to the one it is for, in whatever room they are', async () => {
    const client = await SeedClient.online(host, ada, 1);
    const reader = await SeedClient.online(host, ben, 4);
    client.send(5, { uid: ada.uid, to_uid: ben.uid, room_id: '1', content: 'just for you' });
    expect((await reader.waitFor(5)).data).toMatchObject({
      uid: ada.uid,
      username: 'ada',
      to_uid: ben.uid,
      room_id: '4',
      content: 'just for you',
    });
    await client.settled();
    expect(client.of(5)).toEqual([]);
    for (const { token } of [ada, ben]) {
      const { data } = await seedAnswer<{ list: object[] }>(
        host,
        'GET',
        `/pagination?room_id=1&uid=${token === ada.token ? ben.uid : ada.uid}`,
        { token },
      );
      expect(data.list).toMatchObject([{ content: 'just for you', to_user_id: Number(ben.uid) }]);
    }
    await Promise.all([client.close(), reader.close()]);
  });

  it('cuts a content at 800 characters, counted as people count them', async () => {
    await withTwo(1, async (first, second) => {
      first.send(3, { uid: ada.uid, room_id: '1', content: '🏮'.repeat(801) });
      expect((await second.waitFor(3)).data.content).toBe('🏮'.repeat(800));
    });
  });

  it('shows HTML as the text it is', async () => {
    await withTwo(1, async (first, second) => {
      first.send(3, { uid: ada.uid, room_id: '1', content: '<img src=x onerror=alert(1)> & more' });
      expect((await second.waitFor(3)).data.content).toBe('&lt;img src=x onerror=alert(1)&gt; &amp; more');
    });
  });
});

describe('one connection for each person', () => {
  it('drops the older one with -1 when the same person comes online again', async () => {
    const older = await SeedClient.online(host, ada, 1);
    const newer = await SeedClient.online(host, ada, 1);
    expect(await older.waitFor(-1)).toEqual({ status: -1, data: [] });
    expect(await older.closed).toEqual({ code: 4409, reason: 'signed in elsewhere' });
    await newer.settled();
    await newer.close();
  });

  it('ends the older session with -1 at a new sign-in, and keeps it ended', async () => {
    const first = await seedLogin(host, 'repeater');
    const client = await SeedClient.online(host, first, 1);
    await seedLogin(host, 'repeater');
    await client.waitFor(-1);
    expect((await client.closed).code).toBe(4409);
    const again = await SeedClient.connect(host, first);
    expect(await again.waitFor(-1)).toEqual({ status: -1, data: [] });
    expect(await again.closed).toEqual({ code: 4401, reason: 'not signed in' });
  });

  it('ends it the same way where the person signs in through Porchlight', async () => {
    const first = await seedLogin(host, 'two-doors');
    const client = await SeedClient.online(host, first, 1);
    await callOk(host, 'POST', '/session', { body: { username: 'two-doors', password: 'secret-1' } });
    await client.waitFor(-1);
    await client.closed;
  });

  it('closes the connection of a person who signs out', async () => {
    const person = await seedLogin(host, 'quitter');
    const client = await SeedClient.online(host, person, 1);
    await seedCall(host, 'GET', '/logout', person);
    expect((await client.closed).code).toBe(4401);
  });

  it('lets nobody in without a session', async () => {
    const client = await SeedClient.connect(host);
    expect(await client.closed).toEqual({ code: 4401, reason: 'not signed in' });
    expect(client.frames).toEqual([]);
  });
});

describe('a forged uid', () => {
  it.each([1, 3, 4, 5])('is refused in status %i, logged, and never shown', async (status) => {
    const carol = await seedLogin(host, `carol${status}`);
    const watcher = await SeedClient.online(host, ben, 6);
    const forger = await SeedClient.online(host, carol, 6);
    await watcher.waitFor(1, ({ data }) => data.uid === carol.uid);
    forger.send(status, {
      uid: ada.uid,
      username: 'ada',
      room_id: '6',
      to_uid: ben.uid,
      content: 'I am ada',
    });
    await forger.settled();
    forger.send(3, { uid: carol.uid, room_id: '6', content: `after ${status}` });
    await watcher.waitFor(3, ({ data }) => data.content === `after ${status}`);
    expect(watcher.frames.filter(({ data }) => data.content === 'I am ada')).toEqual([]);
    expect(watcher.of(1).map(({ data }) => data.uid)).toEqual([carol.uid]);
    expect(forger.of(4)).toEqual([]);
    expect((await seedRoom(host, 6, ben.token)).some(({ content }) => content === 'I am ada')).toBe(false);
    expect(host.stderr()).toMatch(new RegExp(`forged_uid.*"claimed":"${ada.uid}","status":${status}`));
    await Promise.all([watcher.close(), forger.close()]);
  });

  it('a name and picture in a frame are not believed either', async () => {
    await withTwo(2, async (first, second) => {
      first.send(3, {
        uid: Number(ada.uid),
        username: 'the owner',
        avatar_id: '99',
        room_id: 2,
        content: 'hi',
      });
      expect((await second.waitFor(3)).data).toMatchObject({
        username: 'ada',
        avatar_id: '11',
        room_id: '2',
      });
    });
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', '{"status":3'],
    ['an empty text', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no status', '{"data":{}}'],
    ['an unknown status', '{"status":77,"data":{}}'],
    ['a status only the host sends', '{"status":-1,"data":[]}'],
    ['a status as text', '{"status":"3","data":{"content":"x","room_id":"1"}}'],
    ['no data', '{"status":3}'],
    ['data that is a list', '{"status":3,"data":[]}'],
    ['content that is an object', '{"status":3,"data":{"content":{},"room_id":"1"}}'],
    ['a room beyond the six', '{"status":1,"data":{"room_id":"7"}}'],
    ['a room that is no number', '{"status":4,"data":{"room_id":"x"}}'],
    ['an empty message', '{"status":3,"data":{"content":"  ","room_id":"1"}}'],
    ['an unknown key', '{"status":4,"data":{"room_id":"1","__proto__":{"uid":"1"}}}'],
  ])('%s is passed over, and the connection lives on', async (_what, text) => {
    const client = await SeedClient.connect(host, ada);
    client.sendText(text);
    await client.settled();
    await client.close();
  });

  it.each([
    ['a message to a room beyond the six', 3, { room_id: '7', content: 'x' }, 'room_not_found'],
    ['a message to no room', 3, { content: 'x' }, 'room_not_found'],
    ['a private message to nobody', 5, { to_uid: '99999', content: 'x' }, 'user_not_found'],
    ['a private message to what is no id', 5, { to_uid: '-1', content: 'x' }, 'user_not_found'],
  ])(
    '%s ends the connection with the reason, so that it is not lost unseen',
    async (_what, status, data, reason) => {
      const client = await SeedClient.connect(host, ada);
      client.send(status, { uid: ada.uid, ...data });
      expect(await client.closed).toEqual({ code: 4400, reason });
    },
  );

  it('closes what only ever sends nonsense', async () => {
    const client = await SeedClient.connect(host, ada);
    for (let n = 0; n <= 100; n++) client.sendText('nonsense');
    expect((await client.closed).code).toBe(4400);
  });

  it('closes a frame over the limit with 1009, and takes one at the limit', async () => {
    const client = await SeedClient.connect(host, ada);
    client.sendText('x'.repeat(LIMITS.frameMaxBytes));
    await client.settled();
    client.sendText('x'.repeat(LIMITS.frameMaxBytes + 1));
    expect((await client.closed).code).toBe(1009);
  });

  it('passes over a binary frame', async () => {
    const client = await SeedClient.connect(host, ada);
    client.socket.send(Buffer.from('heartbeat'));
    await client.settled();
    expect(client.of(0)).toHaveLength(1);
    await client.close();
  });
});

describe('pace', () => {
  it('slows somebody who sends faster than the limit, and loses nothing in order', async () => {
    await withTwo(4, async (first, second) => {
      for (let n = 1; n <= 80; n++) first.send(3, { uid: ada.uid, room_id: '4', content: `fast ${n}` });
      await second.waitFor(3, ({ data }) => data.content === 'fast 80');
      expect(second.of(3).map(({ data }) => data.content)).toEqual(
        Array.from({ length: 80 }, (_, index) => `fast ${index + 1}`),
      );
    });
  });

  it('lets go of a reader that takes nothing, and keeps serving the others', async () => {
    const crowded = await startHost({ flags: ['--no-rate-limits'] });
    try {
      await setUpOwner(crowded);
      const [writer, stalled, reader] = [
        await seedLogin(crowded, 'writer'),
        await seedLogin(crowded, 'stalled'),
        await seedLogin(crowded, 'reader'),
      ];
      const asleep = await SeedClient.online(crowded, stalled, 1);
      const awake = await SeedClient.online(crowded, reader, 1);
      const sender = await SeedClient.online(crowded, writer, 1);
      asleep.socket.pause();
      // 800 characters of four bytes, until far more than the buffers of host and network hold.
      let sent = 0;
      while (awake.of(2).length === 0 && sent < 6_000) {
        for (let n = 0; n < 200; n++, sent++)
          sender.send(3, { uid: writer.uid, room_id: '1', content: '🏮'.repeat(800) });
        await sender.settled();
      }
      expect((await awake.waitFor(2)).data.uid).toBe(stalled.uid);
      await expect.poll(() => awake.of(3).length, { timeout: 10_000 }).toBe(sent);
      asleep.socket.terminate();
    } finally {
      await crowded.stop();
    }
  }, 90_000);
});

it('tells its connections when the host stops', async () => {
  const stopping = await startHost();
  await setUpOwner(stopping);
  const client = await SeedClient.online(stopping, await seedLogin(stopping, 'last'), 1);
  const exit = stopping.stop();
  expect((await client.closed).code).toBe(1001);
  expect((await exit).code).toBe(0);
});
