import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RoomAnswer, SignedIn } from '../../server/protocol/http.ts';
import type { SearchAnswer } from '../../server/protocol/search-http.ts';
import { makePicture, uploadFile } from '../support/files.ts';
import { startHost, type HostProcess } from '../support/host-process.ts';
import { callApi, callOk, joinAs, setUpOwner } from '../support/people.ts';
import { seedRoom } from '../support/seed-room.ts';
import { tempDirForTest } from '../support/temp-dir.ts';
import { connect, type WsClient } from '../support/ws-client.ts';
import { sharedHost } from './support/shared-host.ts';

const FRONT_PORCH = '1';
const KITCHEN = '2';

function search(
  host: Pick<HostProcess, 'url'>,
  { token }: SignedIn,
  q: string,
  more: Record<string, string> = {},
): Promise<SearchAnswer> {
  return callOk(host, 'GET', `/search?${new URLSearchParams({ q, ...more }).toString()}`, { token });
}

const textsOf = ({ hits }: SearchAnswer) => hits.map(({ message }) => message.text);

describe('search', () => {
  const shared = sharedHost();
  let ada: SignedIn;
  let client: WsClient;
  let count = 0;
  const post = (text: string, roomId = FRONT_PORCH) => client.post(roomId, text, `s${count++}`);

  beforeAll(async () => {
    ada = await joinAs(shared.host, 'Ada Lovelace');
    client = await connect(shared.host.url, ada);
    await client.hello();
  });

  it.each([
    ['a word in another case and with accents', 'Crème brûlée tonight', 'creme BRULEE', 'Crème'],
    ['the beginning of the last word', 'The quaternion machine', 'quatern', 'quaternion'],
    ['one Chinese character', '后院的灯亮了', '灯', '灯'],
    ['two Chinese characters', '明天去图书馆', '图书', '图书'],
    ['characters that stand apart, only where they are asked for apart', '好久不见你', '你 好', '好'],
    ['a phrase', 'zig and zag, zag then zig', '"zag then"', 'zag then'],
    ['Thai', 'ไปตลาดกันไหม', 'ตลาด', 'ตลาด'],
    ['Russian', 'Съешь ещё булок', 'ЕЩЕ', 'ещё'],
  ])('finds %s', async (_, text, q, marked) => {
    await post(text);
    const { hits } = await search(shared.host, ada, q);
    expect(hits[0]?.message.text).toBe(text);
    expect(hits[0]?.snippet.find((part) => part.isMatch)?.text).toBe(marked);
    expect(hits[0]?.snippet.map((part) => part.text).join('')).toBe(text);
  });

  it('does not take characters that only stand near each other for a word', async () => {
    await post('图画和书');
    expect(textsOf(await search(shared.host, ada, '图书'))).not.toContain('图画和书');
  });

  it('finds what has just been sent, and never what was edited away or deleted', async () => {
    const { messageId } = await post('wanderlust first');
    expect(textsOf(await search(shared.host, ada, 'wanderlust'))).toEqual(['wanderlust first']);
    client.send({ type: 'edit', messageId, text: 'homesick now', requestId: 'e' });
    await client.waitFor('done', { where: ({ requestId }) => requestId === 'e' });
    expect(textsOf(await search(shared.host, ada, 'wanderlust'))).toEqual([]);
    expect(textsOf(await search(shared.host, ada, 'homesick'))).toEqual(['homesick now']);
    client.send({ type: 'delete', messageId, requestId: 'd' });
    await client.waitFor('done', { where: ({ requestId }) => requestId === 'd' });
    expect(textsOf(await search(shared.host, ada, 'homesick'))).toEqual([]);
  });

  it('follows the filters for person, room, day and kind', async () => {
    const bo = await joinAs(shared.host, 'Bo');
    const other = await connect(shared.host.url, bo);
    await other.hello();
    await other.post(FRONT_PORCH, 'gazebo from bo', 'g1');
    await post('gazebo in the kitchen', KITCHEN);
    await post('gazebo at https://porch.example/');
    const { id } = await uploadFile(shared.host, ada.token, await makePicture(), 'gazebo.png');
    client.send({ type: 'send', clientMessageId: 'g2', roomId: FRONT_PORCH, text: '', fileIds: [id] });
    await client.waitFor('ack', { where: ({ clientMessageId }) => clientMessageId === 'g2' });

    const found = async (q: string, more = {}) => textsOf(await search(shared.host, ada, q, more));
    const all = ['', 'gazebo at https://porch.example/', 'gazebo in the kitchen', 'gazebo from bo'];
    expect(await found('gazebo')).toEqual(all);
    expect(await found('gazebo from:bo')).toEqual(['gazebo from bo']);
    expect(await found('gazebo', { fromUserId: bo.user.id })).toEqual(['gazebo from bo']);
    expect(await found('gazebo from:"ada lovelace"')).toEqual(all.slice(0, 3));
    expect(await found('gazebo 来自:我')).toEqual(all.slice(0, 3));
    expect(await found('gazebo in:"kitchen table"')).toEqual(['gazebo in the kitchen']);
    expect(await found('gazebo', { roomId: KITCHEN })).toEqual(['gazebo in the kitchen']);
    expect(await found('gazebo has:picture')).toEqual(['']);
    expect(await found('gazebo has:link')).toEqual(['gazebo at https://porch.example/']);
    expect(await found('gazebo after:2000-01-01')).toEqual(all);
    expect(await found('gazebo before:2000-01-01')).toEqual([]);
    expect(await found('from:bo')).toEqual(['gazebo from bo']);
    expect(await search(shared.host, ada, 'gazebo from:nobody')).toMatchObject({
      hits: [],
      unknownFilters: ['from:nobody'],
    });
  });

  it('finds nothing of rooms that are not the asker’s, and refuses to look into one', async () => {
    const cy = await joinAs(shared.host, 'Cy');
    const { room } = await callOk<RoomAnswer>(shared.host, 'POST', '/rooms', {
      token: ada.token,
      body: { kind: 'private', name: 'Vault' },
    });
    await post('the xylophone is a secret', room.id);
    expect(textsOf(await search(shared.host, ada, 'xylophone'))).toHaveLength(1);
    expect(await search(shared.host, cy, 'xylophone')).toMatchObject({ hits: [], hasMore: false });
    expect(await search(shared.host, cy, 'xylophone in:vault')).toMatchObject({
      hits: [],
      unknownFilters: ['in:vault'],
    });
    const refused = await callApi(shared.host, 'GET', `/search?q=xylophone&roomId=${room.id}`, cy);
    expect(refused.status).toBe(404);
    await callOk(shared.host, 'POST', `/rooms/${room.id}/members`, {
      token: ada.token,
      body: { userIds: [cy.user.id] },
    });
    expect(textsOf(await search(shared.host, cy, 'xylophone in:vault'))).toHaveLength(1);
  });

  it('goes on page by page without a gap or a double', async () => {
    for (let index = 0; index < 7; index++) await post(`paginated ${index}`);
    const seen: string[] = [];
    let before: Record<string, string> = {};
    for (;;) {
      const page = await search(shared.host, ada, 'paginated', { limit: '3', ...before });
      seen.push(...textsOf(page));
      expect(page.hasMore).toBe(page.nextBefore !== null);
      if (page.nextBefore === null) break;
      before = { before: String(page.nextBefore) };
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `paginated ${index}`));
  });

  it('takes no syntax of its index for words', async () => {
    for (const q of [
      'a OR b',
      'NEAR(a b)',
      'place:r1',
      '{words} : x',
      "'; DROP TABLE messages; --",
      '*',
      '^a',
      '-',
    ])
      expect(await search(shared.host, ada, q)).toMatchObject({ unknownFilters: [] });
    expect(await search(shared.host, ada, '')).toMatchObject({ hits: [], hasMore: false });
  });
});

describe('the index', { timeout: 90_000 }, () => {
  async function start(data: string): Promise<HostProcess> {
    const host = await startHost({ data, flags: ['--no-rate-limits'] });
    onTestFinished(() => host.stop().then(() => undefined));
    return host;
  }

  it('is made again from the database where it is gone, damaged, or was killed in the middle of it', async () => {
    const data = await tempDirForTest();
    const first = await start(data);
    await setUpOwner(first);
    const ann = await joinAs(first, 'Ann');
    const texts = Array.from({ length: 3_000 }, (_, index) => `number${index} common`);
    await seedRoom(first, [ann], FRONT_PORCH, texts);
    const foundBy = async (host: HostProcess) => {
      await expect
        .poll(async () => (await search(host, ann, 'number0 ')).hits.length, { timeout: 30_000 })
        .toBe(1);
      return textsOf(await search(host, ann, 'number2999 '));
    };
    expect(await foundBy(first)).toEqual(['number2999 common']);
    await first.stop();

    const file = path.join(data, 'search.db');
    for (const name of [file, `${file}-wal`, `${file}-shm`]) await rm(name, { force: true });
    const second = await start(data);
    // It is asked, and killed, while it is being made.
    await search(second, ann, 'common');
    second.kill('SIGKILL');
    await second.exited;
    const third = await start(data);
    expect(await foundBy(third)).toEqual(['number2999 common']);
    await third.stop();

    await writeFile(file, Buffer.alloc(8_192, 7));
    const fourth = await start(data);
    expect(await foundBy(fourth)).toEqual(['number2999 common']);
  });
});
