import fs from 'node:fs';
import path from 'node:path';
import { APPLICATION_ID, openForReading, type Connection } from './connection.ts';
import { checkDatabaseFile } from './database-file.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { StartError } from './start-error.ts';

/**
 * Brings the database to the newest version, all steps in one transaction. Before an existing database is
 * changed, a copy of it is made beside it and verified; where a step fails, the file is as it was before the first.
 *
 * @returns the copy's path, or null where nothing had to be copied.
 * @throws StartError `migration_failed`
 */
export function migrate(
  db: Connection,
  backupDir: string,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): string | null {
  const version = db.pragma('user_version', { simple: true }) as number;
  const steps = migrations.filter((migration) => migration.version > version);
  if (steps.length === 0) return null;
  let copy: string | null = null;
  let target = steps[0]?.version ?? version;
  try {
    if (version > 0) copy = copyBefore(db, backupDir, version, now);
    db.transaction(() => {
      for (const step of steps) {
        target = step.version;
        db.exec(step.sql);
        step.run?.(db);
        db.pragma(`user_version = ${step.version}`);
      }
      db.pragma(`application_id = ${APPLICATION_ID}`);
    })();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const kept = copy ? ` A copy from before is in ${copy}.` : '';
    throw new StartError(
      'migration_failed',
      `The database could not be brought to format ${target}: ${reason}. It is as it was.${kept}`,
      { cause: error },
    );
  }
  // The version in the file's header must be true without the log, for the check that reads only the header.
  db.pragma('wal_checkpoint(TRUNCATE)');
  return copy;
}

function copyBefore(db: Connection, backupDir: string, version: number, now: number): string {
  fs.mkdirSync(backupDir, { recursive: true });
  const stamp = new Date(now).toISOString().replaceAll(':', '-').slice(0, 19);
  const copy = path.join(backupDir, `format-${version}-${stamp}.db`);
  fs.rmSync(copy, { force: true });
  // VACUUM INTO reads a consistent state, log included, which copying the files would not.
  db.prepare('VACUUM INTO ?').run(copy);
  checkDatabaseFile(copy);
  const before = countRows(db);
  const copied = openForReading(copy);
  try {
    const after = countRows(copied);
    for (const [table, rows] of before) {
      if (after.get(table) !== rows)
        throw new Error(`the copy has ${after.get(table) ?? 0} of ${rows} rows of ${table}`);
    }
  } finally {
    copied.close();
  }
  return copy;
}

function countRows(db: Connection): Map<string, number> {
  const tables = db
    .prepare<unknown[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  return new Map(
    tables.map((table) => [
      table,
      db.prepare<unknown[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0,
    ]),
  );
}
