import { beforeAll, describe, expect, it } from 'vitest';
import type { HistoryAnswer, SignedIn } from '../../server/protocol/http.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import { sharedHost } from './support/shared-host.ts';

const COUNT = 500;

describe('history', () => {
  const shared = sharedHost();
  let person: SignedIn;
  let seqs: number[];

  beforeAll(async () => {
    person = await shared.newcomer();
    const client = await shared.online(person);
    const acks = await Promise.all(
      Array.from({ length: 2 * COUNT }, (_, i) => client.post(i % 2 ? '2' : '1', `${i >> 1}`, `h${i}`)),
    );
    seqs = acks.filter((_, i) => i % 2 === 0).map(({ seq }) => seq);
  });

  const page = (query: string) => shared.ok<HistoryAnswer>(person, 'GET', `/rooms/1/messages${query}`);

  it.each([1, 7, 50, 200])('is read backwards in pages of %d without a gap or a double', async (limit) => {
    const read: number[] = [];
    let query = `?limit=${limit}`;
    for (;;) {
      const { messages, hasMore } = await page(query);
      read.unshift(...messages.map(({ seq }) => seq));
      if (limit === 1 && read.length === 20) break;
      if (!hasMore) break;
      expect(messages).toHaveLength(limit);
      query = `?limit=${limit}&before=${messages[0]?.seq}`;
    }
    expect(read).toEqual(limit === 1 ? seqs.slice(-20) : seqs);
  });

  it.each([7, 100, 200])('is read forwards in pages of %d without a gap or a double', async (limit) => {
    const read: number[] = [];
    let after = 0;
    for (let hasMore = true; hasMore;) {
      const answer = await page(`?limit=${limit}&after=${after}`);
      read.push(...answer.messages.map(({ seq }) => seq));
      after = answer.messages.at(-1)?.seq ?? after;
      hasMore = answer.hasMore;
    }
    expect(read).toEqual(seqs);
  });

  it('begins with the newest, oldest first, as many as a page has by itself', async () => {
    const { messages, hasMore } = await page('');
    expect(messages.map(({ seq }) => seq)).toEqual(seqs.slice(-LIMITS.historyPageDefault));
    expect(messages.at(-1)?.text).toBe(String(COUNT - 1));
    expect(hasMore).toBe(true);
  });

  it('ends exactly where a page does', async () => {
    expect((await page(`?limit=200&after=${seqs[COUNT - 201]}`)).hasMore).toBe(false);
    expect((await page(`?limit=200&after=${seqs[COUNT - 202]}`)).hasMore).toBe(true);
    expect(await page(`?after=${seqs.at(-1)}`)).toEqual({ messages: [], hasMore: false });
    expect(await page(`?before=${seqs[0]}`)).toEqual({ messages: [], hasMore: false });
    expect(await page('?before=0')).toEqual({ messages: [], hasMore: false });
    expect(await page('?after=999999999999999')).toEqual({ messages: [], hasMore: false });
  });

  it('takes numbers that lie between two messages', async () => {
    const [first = 0, second = 0] = seqs;
    expect(second).toBeGreaterThan(first + 1);
    expect((await page(`?after=${first + 1}&limit=1`)).messages[0]?.seq).toBe(second);
    expect((await page(`?before=${second - 1}&limit=1`)).messages[0]?.seq).toBe(first);
  });

  it('of an empty room is empty', async () => {
    expect(await shared.ok(person, 'GET', '/rooms/6/messages')).toEqual({ messages: [], hasMore: false });
  });
});
