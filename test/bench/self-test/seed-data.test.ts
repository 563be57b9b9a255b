import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { hashToken } from '../../../server/services/session-token.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { readSeedDataFlags } from '../seed-data/flags.ts';
import { makeFolder } from '../seed-data/make-folder.ts';

const PLAN = { users: 30, rooms: 9, messages: 400, seed: 5 };

async function make(plan: Partial<typeof PLAN> = {}) {
  const dir = await tempDirForTest();
  const [dataDir, tokensFile] = [path.join(dir, 'data'), path.join(dir, 'tokens')];
  const folder = await makeFolder({ ...PLAN, ...plan, dataDir, tokensFile });
  const db = new Database(path.join(dataDir, 'porchlight.db'), { readonly: true });
  const one = (sql: string): unknown => db.prepare(sql).pluck().get();
  return { ...folder, dataDir, tokensFile, db, one };
}

describe('a seeded folder', () => {
  it('has what was asked for, and holds together', async () => {
    const { one, db, rooms } = await make();
    expect(one('SELECT count(*) FROM users')).toBe(PLAN.users);
    expect(one('SELECT count(*) FROM rooms')).toBe(PLAN.rooms);
    expect(one('SELECT count(*) FROM messages')).toBe(PLAN.messages);
    expect(one("SELECT count(*) FROM users WHERE role = 'owner'")).toBe(1);
    expect(db.pragma('quick_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(rooms.map(({ memberIndexes }) => memberIndexes?.length ?? null)).toEqual([
      ...Array.from({ length: 6 }, () => null),
      10,
      10,
      10,
    ]);
  });

  it('has an event for each message, with the message’s own number', async () => {
    const { db } = await make();
    const events = db.prepare('SELECT body FROM events WHERE seq = ?').pluck();
    for (const { id, text } of db.prepare('SELECT id, text FROM messages').all() as {
      id: number;
      text: string;
    }[]) {
      const created = (events.all(id) as string[]).map(
        (body) => JSON.parse(body) as { seq: number; kind: string; message?: { text: string } },
      );
      expect(created[0]).toMatchObject({ seq: id, kind: 'message.created', message: { text } });
    }
  });

  it('keeps no more of the event log than a host would', { timeout: 60_000 }, async () => {
    const { one } = await make({ users: 3, rooms: 1, messages: LIMITS.eventLogKeepEvents + 20_000 });
    const kept = Number(one('SELECT count(*) FROM events'));
    expect(kept).toBeLessThanOrEqual(LIMITS.eventLogKeepEvents);
    expect(kept).toBeGreaterThan(0.95 * LIMITS.eventLogKeepEvents);
    expect(one('SELECT max(seq) - min(seq) + 1 FROM events')).toBe(kept);
  });

  it('gives tokens, one a line, that belong to its accounts', async () => {
    const { one, db, tokens, tokensFile } = await make();
    expect((await readFile(tokensFile, 'utf8')).split('\n')).toEqual([...tokens, '']);
    const serverId = String(one("SELECT value FROM meta WHERE key = 'server_id'"));
    const owner = db.prepare('SELECT user_id FROM sessions WHERE token_hash = ?').pluck();
    expect(tokens.map((token) => owner.get(hashToken(serverId, token)))).toEqual(
      tokens.map((_, index) => index + 1),
    );
  });

  it('is the same for the same seed, and another for another', async () => {
    const [once, again, other] = [await make(), await make(), await make({ seed: 6 })];
    const texts = ({ db }: typeof once): unknown[] =>
      db.prepare('SELECT text FROM messages ORDER BY id').pluck().all();
    expect(texts(again)).toEqual(texts(once));
    expect(again.tokens).toEqual(once.tokens);
    expect(texts(other)).not.toEqual(texts(once));
  });

  it('is mixed: English, Chinese, emoji, short and long', async () => {
    const { db } = await make({ messages: 2_000 });
    const texts = db.prepare('SELECT text FROM messages').pluck().all() as string[];
    const share = (pattern: RegExp): number =>
      texts.filter((text) => pattern.test(text)).length / texts.length;
    expect(share(/[a-z]{3}/)).toBeGreaterThan(0.3);
    expect(share(/\p{Script=Han}/u)).toBeGreaterThan(0.3);
    expect(share(/\p{Extended_Pictographic}/u)).toBeGreaterThan(0.1);
    expect(Math.max(...texts.map((text) => text.length))).toBeGreaterThan(500);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(LIMITS.messageTextMaxChars);
  });

  it('is never written over another', async () => {
    const { dataDir, tokensFile } = await make();
    await expect(makeFolder({ ...PLAN, dataDir, tokensFile })).rejects.toThrow('exists already');
  });
});

describe('the flags of seed-data', () => {
  const flags = ['--data', 'd', '--users', '2', '--rooms', '3', '--messages', '0', '--tokens', 't'];

  it('are read', () => {
    expect(readSeedDataFlags(flags)).toEqual({
      dataDir: 'd',
      users: 2,
      rooms: 3,
      messages: 0,
      tokensFile: 't',
      seed: 1,
    });
  });

  it.each([
    [['--users', '0'], '--users must be a whole number from 1 to 100000.'],
    [['--rooms', 'many'], '--rooms must be a whole number from 1 to 500.'],
    [['--data', ''], '--data is needed.'],
    [['--colour', 'red'], 'Unknown option'],
  ])('are refused: %j', (more, sentence) => {
    expect(() => readSeedDataFlags([...flags, ...more])).toThrow(sentence);
  });
});
