import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStorage, type Storage } from '../../../server/storage/storage.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { folderState } from './support/folder-state.ts';
import { FORMAT_1 } from './support/format-1.ts';
import { LAY_OUT } from './support/scratch-database.ts';
import { openForWriting } from '../../../server/storage/connection.ts';

const HEADER_VERSION_OFFSET = 60;

async function open(folder: string): Promise<Storage> {
  const storage = await openStorage(folder, LAY_OUT);
  let isOpen = true;
  const { close } = storage;
  storage.close = async () => {
    isOpen = false;
    await close();
  };
  onTestFinished(async () => {
    if (isOpen) await close();
  });
  return storage;
}

/** A folder that a host has used and left. */
async function usedFolder(): Promise<{ folder: string; file: string }> {
  const folder = await tempDirForTest();
  await (await open(folder)).close();
  return { folder, file: path.join(folder, 'porchlight.db') };
}

describe('openStorage', () => {
  it('lays out a new folder once', async () => {
    const folder = await tempDirForTest();
    const first = await open(folder);
    const state = await first.readers.query('loadState');
    expect(state.rooms.map(({ id, name }) => [id, name])).toEqual([
      [1, 'Front Porch'],
      [2, 'Kitchen Table'],
      [3, 'Workshop'],
      [4, 'Library'],
      [5, 'Garden'],
      [6, 'Attic'],
    ]);
    expect(state.meta).toMatchObject({ server_id: LAY_OUT.serverId, server_name: LAY_OUT.serverName });
    await first.close();

    const second = await openStorage(folder, { ...LAY_OUT, serverId: 'another', rooms: [] });
    onTestFinished(() => second.close());
    expect(await second.readers.query('loadState')).toEqual(state);
    expect(second.writer.copiedTo).toBeNull();
  });

  it('opens a folder of an older format', async () => {
    const folder = await tempDirForTest();
    const db = openForWriting(path.join(folder, 'porchlight.db'));
    db.exec(FORMAT_1);
    db.close();
    const storage = await open(folder);
    const { messages } = await storage.readers.query('history', { roomId: 1, limit: 10 });
    expect(messages.map((message) => message.text)).toEqual(['Hello 👋', '你好', '']);
    expect(storage.writer.seqAtOpen).toBe(11);
  });

  it('takes up the log of a host that was killed', async () => {
    const { folder, file } = await usedFolder();
    const db = openForWriting(file);
    db.pragma('wal_autocheckpoint = 0');
    db.exec("INSERT INTO meta VALUES ('late', 'not yet in the file')");
    const elsewhere = await tempDirForTest();
    for (const name of ['porchlight.db', 'porchlight.db-wal'])
      fs.copyFileSync(path.join(folder, name), path.join(elsewhere, name));
    db.close();
    const state = await (await open(elsewhere)).readers.query('loadState');
    expect(state.meta['late']).toBe('not yet in the file');
  });

  it('folds the log into the file when it closes', async () => {
    const { folder } = await usedFolder();
    expect(fs.readdirSync(folder).sort()).toEqual(['host.lock', 'porchlight.db', 'search.db']);
  });

  it('refuses a folder that is open already', async () => {
    const folder = await tempDirForTest();
    await open(folder);
    await expect(openStorage(folder, LAY_OUT)).rejects.toMatchObject({ code: 'held' });
  });

  it.each<[string, string, (file: string) => void]>([
    [
      'a newer version',
      'newer',
      (file) => {
        const bytes = fs.readFileSync(file);
        bytes.writeUInt32BE(99, HEADER_VERSION_OFFSET);
        fs.writeFileSync(file, bytes);
      },
    ],
    [
      'garbage',
      'damaged',
      (file) => fs.writeFileSync(file, 'not a database at all, though long enough. '.repeat(9)),
    ],
    ['a truncated file', 'damaged', (file) => fs.truncateSync(file, fs.statSync(file).size - 5_000)],
    [
      'a corrupted page',
      'damaged',
      (file) => {
        const bytes = fs.readFileSync(file);
        bytes.fill(0xa5, 3 * 4_096, 4 * 4_096);
        fs.writeFileSync(file, bytes);
      },
    ],
  ])('refuses %s and touches nothing', async (_title, code, harm) => {
    const { folder, file } = await usedFolder();
    harm(file);
    const before = folderState(folder);
    await expect(openStorage(folder, LAY_OUT)).rejects.toMatchObject({ name: 'StartError', code });
    expect(folderState(folder)).toEqual(before);
  });

  it('lets the folder go when it refuses', async () => {
    const { folder, file } = await usedFolder();
    const good = fs.readFileSync(file);
    fs.writeFileSync(file, 'garbage');
    await expect(openStorage(folder, LAY_OUT)).rejects.toMatchObject({ code: 'damaged' });
    fs.writeFileSync(file, good);
    await open(folder);
  });
});
