import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID, openForWriting } from '../../../server/storage/connection.ts';
import { checkDatabaseFile, inspectDatabaseFile } from '../../../server/storage/database-file.ts';
import { migrate } from '../../../server/storage/migrate.ts';
import { MIGRATIONS } from '../../../server/storage/migrations/index.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { folderState } from './support/folder-state.ts';

async function emptyPath(): Promise<string> {
  return path.join(await tempDirForTest(), 'porchlight.db');
}

/** A database of ours with a few pages of rows, closed. */
async function filledFile(): Promise<string> {
  const file = await emptyPath();
  const db = openForWriting(file);
  migrate(db, path.join(path.dirname(file), 'backups'), 0);
  const insert = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
  for (let i = 0; i < 200; i++) insert.run(`key ${i}`, 'x'.repeat(500));
  db.close();
  return file;
}

function foreignFile(file: string, pragmas: string): void {
  const db = new Database(file);
  db.exec(`CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup'); ${pragmas}`);
  db.close();
}

describe('inspectDatabaseFile', () => {
  it('takes a file that is not there for a new one, without making it', async () => {
    const file = await emptyPath();
    expect(inspectDatabaseFile(file, 1)).toEqual({ version: 0, isNew: true, sizeBytes: 0 });
    expect(fs.existsSync(file)).toBe(false);
  });

  it('takes an empty file for a new one', async () => {
    const file = await emptyPath();
    fs.writeFileSync(file, '');
    expect(inspectDatabaseFile(file, 1).isNew).toBe(true);
  });

  it('refuses a log without its database, which SQLite would throw away', async () => {
    const file = await emptyPath();
    fs.writeFileSync(`${file}-wal`, 'frames');
    expect(() => inspectDatabaseFile(file, 1)).toThrow(
      /is missing or empty, but its log .* Nothing was changed/,
    );
    fs.writeFileSync(file, '');
    expect(() => inspectDatabaseFile(file, 1)).toThrow(/is missing or empty/);
    fs.writeFileSync(`${file}-wal`, '');
    expect(inspectDatabaseFile(file, 1).isNew).toBe(true);
  });

  it('takes a database that was opened and never filled for a new one', async () => {
    const file = await emptyPath();
    openForWriting(file).close();
    expect(fs.statSync(file).size).toBeGreaterThan(0);
    expect(inspectDatabaseFile(file, 1).isNew).toBe(true);
  });

  it('reads the version and the size of one of ours', async () => {
    const file = await filledFile();
    expect(inspectDatabaseFile(file, MIGRATIONS.length)).toEqual({
      version: MIGRATIONS.length,
      isNew: false,
      sizeBytes: fs.statSync(file).size,
    });
  });

  it.each([
    ['random bytes', Buffer.alloc(4096, 7)],
    ['text', Buffer.from('Dear diary, '.repeat(50))],
    ['a file of one byte', Buffer.from('S')],
    ['a header that was cut off', Buffer.from('SQLite format 3\0then nothing')],
    ['zeros, as some file systems leave after a crash', Buffer.alloc(8192)],
  ])('refuses %s as damaged and leaves it', async (_title, bytes) => {
    const file = await emptyPath();
    fs.writeFileSync(file, bytes);
    const before = folderState(path.dirname(file));
    expect(() => inspectDatabaseFile(file, 1)).toThrow(
      expect.objectContaining({ code: 'damaged', message: expect.stringContaining('Nothing was changed') }),
    );
    expect(folderState(path.dirname(file))).toEqual(before);
  });

  it.each([
    ['that names itself in the header', 'PRAGMA application_id = 123; PRAGMA user_version = 1'],
    ['that names nobody', 'PRAGMA user_version = 3'],
    ['that has neither name nor version', ''],
  ])('refuses a database of another program %s', async (_title, pragmas) => {
    const file = await emptyPath();
    foreignFile(file, pragmas);
    expect(() => inspectDatabaseFile(file, 1)).toThrow(expect.objectContaining({ code: 'damaged' }));
  });

  it('refuses a newer version and says which', async () => {
    const file = await emptyPath();
    foreignFile(file, `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 7`);
    expect(() => inspectDatabaseFile(file, 6)).toThrow(
      expect.objectContaining({ code: 'newer', message: expect.stringMatching(/format 7.*knows 6/) }),
    );
  });

  it('says that a folder in its place can’t be opened', async () => {
    const file = await emptyPath();
    fs.mkdirSync(file);
    expect(() => inspectDatabaseFile(file, 1)).toThrow();
  });
});

describe('checkDatabaseFile', () => {
  it('is content with a sound file', async () => {
    const file = await filledFile();
    expect(() => checkDatabaseFile(file)).not.toThrow();
  });

  it.each([
    ['cut in the middle of a page', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1_000)],
    ['cut at the end of a page', (bytes: Buffer) => bytes.subarray(0, bytes.length - 8_192)],
    ['cut after the header', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['with a page of zeros', (bytes: Buffer) => bytes.fill(0, 4_096, 8_192)],
    ['with a page of noise', (bytes: Buffer) => bytes.fill('noise ', bytes.length - 4_096)],
    ['with a broken schema page', (bytes: Buffer) => bytes.fill(0xff, 100, 4_096)],
  ])('finds a file %s, and leaves the folder as it was', async (_title, harm) => {
    const file = await filledFile();
    fs.writeFileSync(file, harm(fs.readFileSync(file)));
    const before = folderState(path.dirname(file));
    expect(() => checkDatabaseFile(file)).toThrow(
      expect.objectContaining({ code: 'damaged', message: expect.stringContaining(file) }),
    );
    expect(folderState(path.dirname(file))).toEqual(before);
  });
});
