import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openForReading, openForWriting, Statements } from '../../../server/storage/connection.ts';
import { filesOf } from '../../../server/storage/file-rows.ts';
import { migrate } from '../../../server/storage/migrate.ts';
import { MIGRATIONS } from '../../../server/storage/migrations/index.ts';
import { openStorage, type Storage } from '../../../server/storage/storage.ts';
import type { LogEvent } from '../../../server/protocol/event.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const NO_LIMIT = 1_000_000_000;
const DAY_MS = 86_400_000;
const [OLIVE, HEDY] = [1, 2];
const PORCH = 1;

interface World {
  storage: Storage;
  dataDir: string;
  events: LogEvent[];
}

/** A database with two people and one room that everybody is in. */
async function world(): Promise<World> {
  const dataDir = await tempDirForTest();
  const rooms = [{ name: 'Porch', topic: '' }];
  const storage = await openStorage(dataDir, { serverId: 's', cookieKey: 'c', serverName: 'Test', rooms });
  onTestFinished(() => storage.close());
  const events: LogEvent[] = [];
  storage.writer.onCommitted((committed) => {
    events.push(...committed.map(({ json }) => JSON.parse(json) as LogEvent));
  });
  for (const username of ['Olive', 'Hedy']) {
    const session = { tokenHash: username, expiresAt: NO_LIMIT * 10_000, address: '', userAgent: '' };
    await storage.writer.submit('createAccount', {
      username,
      passwordHash: null,
      role: 'guest',
      avatarId: '1',
      session,
    });
  }
  return { storage, dataDir, events };
}

let lastKey = 0;

/** Stores a file; the same `content` is the same bytes. */
async function store(
  { storage }: World,
  ownerId: number,
  content: string,
  { size = 100, userQuotaBytes = NO_LIMIT, totalQuotaBytes = NO_LIMIT } = {},
): Promise<number> {
  const { file } = await storage.writer.submit('storeFile', {
    ownerId,
    blob: {
      hash: content.padEnd(64, '0'),
      size,
      mime: 'image/png',
      width: 30,
      height: 20,
      preview: null,
      hasThumbnail: false,
    },
    name: `${content}.png`,
    urlKey: `key-${++lastKey}`,
    userQuotaBytes,
    totalQuotaBytes,
  });
  return Number(file.id);
}

function post(
  { storage }: World,
  senderId: number,
  clientMessageId: string,
  fileIds: number[],
  text = 'look',
) {
  return storage.writer.submit('postMessage', {
    senderId,
    roomId: PORCH,
    clientMessageId,
    text,
    replyToId: null,
    fileIds,
  });
}

async function messageFiles({ storage }: World, messageId: number) {
  const message = await storage.readers.query('findMessage', { messageId });
  return message!.files.map((file) => Number(file.id));
}

describe('a message takes files', () => {
  it('in the order in which they were named, with their facts', async () => {
    const here = await world();
    const [first, second] = [await store(here, OLIVE, 'a'), await store(here, OLIVE, 'b')];
    const { messageId } = await post(here, OLIVE, 'm1', [second, first], '');
    const expected = ['b', 'a'].map((content, index) => ({
      id: String([second, first][index]),
      name: `${content}.png`,
      mime: 'image/png',
      size: 100,
      width: 30,
      height: 20,
      url: `/api/v1/files/${[second, first][index]}/${content}.png`,
    }));
    const { messages } = await here.storage.readers.query('history', { roomId: PORCH, limit: 10 });
    expect(messages[0]!.files).toEqual(expected);
    expect(here.events.at(-1)).toMatchObject({ kind: 'message.created', message: { files: expected } });
    const log = await here.storage.readers.query('readLog', { userId: HEDY, after: messageId - 1 });
    expect(JSON.stringify(log)).toContain('a.png');
  });

  it('once, however often it is sent', async () => {
    const here = await world();
    const file = await store(here, OLIVE, 'a');
    const first = await post(here, OLIVE, 'm1', [file]);
    const again = await post(here, OLIVE, 'm1', [file]);
    expect(again).toEqual({ ...first, isRepeat: true });
    expect(await messageFiles(here, first.messageId)).toEqual([file]);
  });

  it.each([
    ['another person’s', async (here: World) => [await store(here, HEDY, 'a')]],
    ['one that is not there', async () => [999]],
    ['one twice', async (here: World) => Array<number>(2).fill(await store(here, OLIVE, 'a'))],
    [
      'one that a message has',
      async (here: World) => {
        const file = await store(here, OLIVE, 'a');
        await post(here, OLIVE, 'earlier', [file]);
        return [file];
      },
    ],
  ])('but not %s, and then is not posted at all', async (_what, choose) => {
    const here = await world();
    const good = await store(here, OLIVE, 'good');
    const chosen = await choose(here);
    const eventCount = here.events.length;
    await expect(post(here, OLIVE, 'm1', [good, ...chosen])).rejects.toMatchObject({
      code: 'file_not_found',
    });
    expect(here.events).toHaveLength(eventCount);
    const { messageId } = await post(here, OLIVE, 'm2', [good]);
    expect(await messageFiles(here, messageId)).toEqual([good]);
  });

  it('and keeps them when its text is edited, even away', async () => {
    const here = await world();
    const file = await store(here, OLIVE, 'a');
    const { messageId } = await post(here, OLIVE, 'm1', [file]);
    await here.storage.writer.submit('editMessage', { userId: OLIVE, messageId, text: '' });
    expect(here.events.at(-1)).toMatchObject({ kind: 'message.edited', message: { text: '', files: [{}] } });
    const plain = await post(here, OLIVE, 'm2', []);
    await expect(
      here.storage.writer.submit('editMessage', { userId: OLIVE, messageId: plain.messageId, text: '' }),
    ).rejects.toMatchObject({ code: 'empty_message' });
  });
});

describe('bytes go with the last file that stands for them', () => {
  it('when messages are deleted', async () => {
    const here = await world();
    const [olives, hedys] = [await store(here, OLIVE, 'same'), await store(here, HEDY, 'same')];
    const first = await post(here, OLIVE, 'm1', [olives]);
    const second = await post(here, HEDY, 'm2', [hedys]);
    const remove = (userId: number, messageId: number) =>
      here.storage.writer.submit('deleteMessage', { userId, messageId });

    expect(await remove(OLIVE, first.messageId)).toEqual({ orphanedHashes: [] });
    expect(here.events.at(-1)).toMatchObject({ kind: 'message.deleted', message: { files: [] } });
    expect(await here.storage.readers.query('findFile', { fileId: olives })).toBeNull();
    const log = await here.storage.readers.query('readLog', { userId: OLIVE, after: first.messageId - 1 });
    expect(JSON.stringify(log)).not.toContain(`/api/v1/files/${olives}/`);

    const hash = 'same'.padEnd(64, '0');
    expect(await remove(HEDY, second.messageId)).toEqual({ orphanedHashes: [hash] });
    expect(await here.storage.readers.query('knownBlobs', { hashes: [hash] })).toEqual([]);
  });

  it('when files were never posted', async () => {
    const here = await world();
    const posted = await store(here, OLIVE, 'posted');
    await post(here, OLIVE, 'm1', [posted]);
    for (const content of ['a', 'b', 'c', 'c']) await store(here, OLIVE, content);
    const drop = (before: number, atMost: number) =>
      here.storage.writer.submit('dropStaleFiles', { before, atMost });

    expect(await drop(Date.now() - DAY_MS, 10)).toEqual({ orphanedHashes: [], dropped: 0 });
    const tomorrow = Date.now() + DAY_MS;
    expect(await drop(tomorrow, 3)).toEqual({
      orphanedHashes: ['a'.padEnd(64, '0'), 'b'.padEnd(64, '0')],
      dropped: 3,
    });
    expect(await drop(tomorrow, 3)).toEqual({ orphanedHashes: ['c'.padEnd(64, '0')], dropped: 1 });
    expect(await here.storage.readers.query('findFile', { fileId: posted })).not.toBeNull();
  });

  it('and no id is ever given twice', async () => {
    const here = await world();
    const file = await store(here, OLIVE, 'a');
    await here.storage.writer.submit('dropStaleFiles', { before: Date.now() + DAY_MS, atMost: 10 });
    expect(await store(here, OLIVE, 'b')).toBeGreaterThan(file);
  });
});

describe('a quota', () => {
  it('counts each person’s files in full, and the disk’s bytes once', async () => {
    const here = await world();
    await store(here, OLIVE, 'same');
    await store(here, OLIVE, 'same');
    await store(here, HEDY, 'same');
    const use = (userId: number) => here.storage.readers.query('fileUse', { userId });
    expect(await use(OLIVE)).toEqual({ userBytes: 200, totalBytes: 100 });
    expect(await use(HEDY)).toEqual({ userBytes: 100, totalBytes: 100 });
    await here.storage.writer.submit('dropStaleFiles', { before: Date.now() + DAY_MS, atMost: 10 });
    expect(await use(OLIVE)).toEqual({ userBytes: 0, totalBytes: 0 });
  });

  it('refuses one person’s file beyond it, and takes another’s', async () => {
    const here = await world();
    await store(here, OLIVE, 'a', { userQuotaBytes: 150 });
    await expect(store(here, OLIVE, 'b', { userQuotaBytes: 150 })).rejects.toMatchObject({
      code: 'quota_exceeded',
      details: { quota: 'user', maxBytes: 150 },
    });
    await store(here, HEDY, 'b', { userQuotaBytes: 150 });
  });

  it('refuses everybody’s file beyond the total, except of bytes that are there already', async () => {
    const here = await world();
    await store(here, OLIVE, 'a', { totalQuotaBytes: 150 });
    await expect(store(here, HEDY, 'b', { totalQuotaBytes: 150 })).rejects.toMatchObject({
      code: 'quota_exceeded',
      details: { quota: 'total' },
    });
    await store(here, HEDY, 'a', { totalQuotaBytes: 150 });
  });
});

describe('reading files', () => {
  it('uses an index for every question, and one query for a page of messages', async () => {
    const { dataDir } = await world();
    const db = openForReading(path.join(dataDir, 'porchlight.db'));
    onTestFinished(() => void db.close());
    const asked: string[] = [];
    const prepare = db.prepare.bind(db);
    db.prepare = (source: string) => {
      asked.push(source);
      return prepare(source);
    };
    const statements = new Statements(db);
    filesOf(statements, [1, 2, 3]);
    expect(asked).toHaveLength(1);
    const plan = (source: string, ...values: unknown[]) =>
      prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${source}`)
        .all(...values)
        .map((row) => row.detail)
        .join('; ');
    expect(plan(asked[0]!, '[1]')).toContain('SEARCH files USING INDEX files_by_message (message_id=?)');
    expect(
      plan(
        'DELETE FROM blobs WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM files WHERE blob_hash = ?)',
        'a',
        'a',
      ),
    ).toContain('files_by_blob (blob_hash=?)');
    expect(
      plan(
        'SELECT id FROM files WHERE message_id IS NULL AND created_at < ? ORDER BY created_at LIMIT ?',
        1,
        1,
      ),
    ).toContain('files_unattached (created_at<?)');
  });
});

describe('a database without files', () => {
  it('gets their tables and keeps its messages, after a copy of it was made', async () => {
    const dataDir = await tempDirForTest();
    const file = path.join(dataDir, 'porchlight.db');
    const backupDir = path.join(dataDir, 'backups');
    const old = openForWriting(file);
    migrate(old, backupDir, Date.now(), MIGRATIONS.slice(0, 1));
    old.exec(`
      INSERT INTO users (username, username_key, role, avatar_id, joined_seq, created_at) VALUES ('Olive', 'olive', 'owner', '1', 0, 0);
      INSERT INTO rooms (kind, name, topic, is_default, created_at) VALUES ('public', 'Porch', '', 1, 0);
      INSERT INTO messages (id, room_id, sender_id, client_message_id, text, created_at) VALUES (1, 1, 1, 'm1', 'before files', 0);
    `);
    migrate(old, backupDir, Date.now());
    old.close();
    expect(await readdir(backupDir)).toHaveLength(1);
    const storage = await openStorage(dataDir, { serverId: 's', cookieKey: 'c', serverName: 'T', rooms: [] });
    onTestFinished(() => storage.close());
    const { messages } = await storage.readers.query('history', { roomId: 1, limit: 10 });
    expect(messages).toMatchObject([{ text: 'before files', files: [] }]);
  });
});
