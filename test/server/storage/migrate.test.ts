import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  APPLICATION_ID,
  openForReading,
  openForWriting,
  type Connection,
} from '../../../server/storage/connection.ts';
import { migrate } from '../../../server/storage/migrate.ts';
import { MIGRATIONS } from '../../../server/storage/migrations/index.ts';
import type { Migration } from '../../../server/storage/migrations/migration.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { folderState } from './support/folder-state.ts';
import { FORMAT_1, FORMAT_1_ROWS } from './support/format-1.ts';

const NOW = Date.UTC(2026, 5, 1, 12, 30, 15);

/** What a next version may do: new table, new column, rows rewritten in code. */
const nextVersion: Migration = {
  version: MIGRATIONS.length + 1,
  sql: "CREATE TABLE pins (message_id INTEGER PRIMARY KEY) STRICT; ALTER TABLE rooms ADD COLUMN mode TEXT NOT NULL DEFAULT 'open';",
  run: (db) => db.exec("UPDATE rooms SET mode = 'announce' WHERE id = 1"),
};

function failing(sql: string, run?: Migration['run']): Migration {
  return { version: MIGRATIONS.length + 1, sql, ...(run && { run }) };
}

async function open(fill = ''): Promise<{ db: Connection; file: string; backups: string }> {
  const dir = await tempDirForTest();
  const file = path.join(dir, 'porchlight.db');
  const db = openForWriting(file);
  onTestFinished(() => void db.close());
  if (fill) db.exec(fill);
  return { db, file, backups: path.join(dir, 'backups') };
}

function rowCounts(db: Connection): Record<string, number> {
  return Object.fromEntries(
    Object.keys(FORMAT_1_ROWS).map((table) => [
      table,
      db.prepare<unknown[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1,
    ]),
  );
}

/** Without comments and layout, which a schema may change freely. */
function schemaOf(db: Connection): string[] {
  return db
    .prepare<unknown[], string>(
      "SELECT type || ' ' || name || ': ' || ifnull(sql, '') FROM sqlite_schema ORDER BY name",
    )
    .pluck()
    .all()
    .map((sql) => sql.replace(/--.*$/gm, '').replace(/\s+/g, ' '));
}

describe('the migrations', () => {
  it('are numbered from 1 without a gap', () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('leave a shipped format as it was shipped', async () => {
    const { db, backups } = await open();
    migrate(db, backups, NOW, MIGRATIONS.slice(0, 1));
    const frozen = await open(FORMAT_1);
    expect(schemaOf(db)).toEqual(schemaOf(frozen.db));
  });
});

describe('migrate', () => {
  it('lays out a new file without a copy', async () => {
    const { db, file, backups } = await open();
    expect(migrate(db, backups, NOW)).toBeNull();
    expect(fs.existsSync(backups)).toBe(false);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    // In the file's own header, not only in the log beside it.
    expect(fs.readFileSync(file).readUInt32BE(60)).toBe(MIGRATIONS.length);
  });

  it('does nothing where there is nothing to do', async () => {
    const { db, file, backups } = await open();
    migrate(db, backups, NOW);
    const before = folderState(path.dirname(file));
    expect(migrate(db, backups, NOW)).toBeNull();
    expect(folderState(path.dirname(file))).toEqual(before);
  });

  it('takes a database of format 1 to the present with every row', async () => {
    const { db, backups } = await open(FORMAT_1);
    migrate(db, backups, NOW);
    expect(rowCounts(db)).toEqual(FORMAT_1_ROWS);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const fresh = await open();
    migrate(fresh.db, fresh.backups, NOW);
    expect(schemaOf(db)).toEqual(schemaOf(fresh.db));
  });

  it('copies an old database before it changes it, and keeps every row in both', async () => {
    const { db, backups } = await open(FORMAT_1);
    const copy = migrate(db, backups, NOW, [...MIGRATIONS, nextVersion]);
    expect(copy).toBe(path.join(backups, 'format-1-2026-06-01T12-30-15.db'));
    expect(rowCounts(db)).toEqual(FORMAT_1_ROWS);
    expect(db.prepare('SELECT id, mode FROM rooms ORDER BY id LIMIT 2').all()).toEqual([
      { id: 1, mode: 'announce' },
      { id: 2, mode: 'open' },
    ]);
    expect(db.pragma('user_version', { simple: true })).toBe(nextVersion.version);

    const copied = openForReading(copy ?? '');
    onTestFinished(() => void copied.close());
    expect(copied.pragma('user_version', { simple: true })).toBe(1);
    expect(copied.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(copied.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(rowCounts(copied)).toEqual(FORMAT_1_ROWS);
    expect(
      copied.prepare("SELECT name FROM pragma_table_info('rooms') WHERE name = 'mode'").get(),
    ).toBeUndefined();
  });

  it('copies what is still in the log as well', async () => {
    const { db, backups } = await open(FORMAT_1);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('wal_autocheckpoint = 0');
    db.exec("INSERT INTO meta VALUES ('late', 'in the log only')");
    const copied = openForReading(migrate(db, backups, NOW, [...MIGRATIONS, nextVersion]) ?? '');
    onTestFinished(() => void copied.close());
    expect(copied.prepare("SELECT value FROM meta WHERE key = 'late'").get()).toEqual({
      value: 'in the log only',
    });
  });

  it.each([
    ['in its SQL', failing('CREATE TABLE pins (id INTEGER); DELETE FROM messages; SELECT nonsense;')],
    [
      'in its code',
      failing('DELETE FROM messages;', () => {
        throw new Error('the code gave up');
      }),
    ],
  ])('leaves the database as it was when a step fails %s, and names the copy', async (_title, broken) => {
    const { db, backups } = await open(FORMAT_1);
    let failure: unknown;
    try {
      migrate(db, backups, NOW, [...MIGRATIONS, broken]);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ code: 'migration_failed' });
    expect((failure as Error).message).toContain('It is as it was.');
    expect((failure as Error).message).toContain(path.join(backups, 'format-1-2026-06-01T12-30-15.db'));
    expect(rowCounts(db)).toEqual(FORMAT_1_ROWS);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(schemaOf(db)).toEqual(schemaOf((await open(FORMAT_1)).db));
  });

  it('changes nothing when the copy can’t be made', async () => {
    const { db, backups } = await open(FORMAT_1);
    fs.writeFileSync(backups, 'a file where the folder should be');
    expect(() => migrate(db, backups, NOW, [...MIGRATIONS, nextVersion])).toThrow(
      expect.objectContaining({ code: 'migration_failed' }),
    );
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(rowCounts(db)).toEqual(FORMAT_1_ROWS);
  });
});
