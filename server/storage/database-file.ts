import fs from 'node:fs';
import { APPLICATION_ID, openForReading } from './connection.ts';
import { StartError } from './start-error.ts';

const MAGIC = 'SQLite format 3\0';
/** Offsets in SQLite's file header (https://sqlite.org/fileformat.html#the_database_header). */
const HEADER_BYTES = 100;
const SCHEMA_COOKIE_OFFSET = 40;
const USER_VERSION_OFFSET = 60;
const APPLICATION_ID_OFFSET = 68;

export interface DatabaseFileState {
  /** Our schema version, 0 for a file that is absent or was never filled. */
  version: number;
  isNew: boolean;
  sizeBytes: number;
}

/**
 * Decides from the header alone whether a database file may be opened, before SQLite touches anything.
 *
 * @throws StartError `newer` for a later version's file, `damaged` for one that is not a Porchlight database, and
 *   where its log is there without it.
 */
export function inspectDatabaseFile(file: string, newestVersion: number): DatabaseFileState {
  const header = readHeader(file);
  if (header === null || header.bytes.length === 0) {
    refuseLogAlone(file);
    return { version: 0, isNew: true, sizeBytes: 0 };
  }
  const { bytes, sizeBytes } = header;
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 16) !== MAGIC)
    throw damaged(file, 'its first bytes are not a database’s');
  const version = bytes.readUInt32BE(USER_VERSION_OFFSET);
  const applicationId = bytes.readUInt32BE(APPLICATION_ID_OFFSET);
  // The cookie counts changes of the schema: without one, no table was ever made in this file.
  const isUnused = version === 0 && applicationId === 0 && bytes.readUInt32BE(SCHEMA_COOKIE_OFFSET) === 0;
  if (isUnused) return { version: 0, isNew: true, sizeBytes };
  if (applicationId !== APPLICATION_ID) throw damaged(file, 'it belongs to another program');
  if (version > newestVersion) {
    throw new StartError(
      'newer',
      `The data in ${file} was written by a newer Porchlight (format ${version}; this one knows ${newestVersion}). ` +
        'Start the newer version, or choose another folder with --data. Nothing was changed.',
    );
  }
  return { version, isNew: false, sizeBytes };
}

/**
 * Reads every page and index once (SQLite's quick_check). Takes time in proportion to the file.
 *
 * @throws StartError `damaged`
 */
export function checkDatabaseFile(file: string): void {
  const sidecars = [`${file}-wal`, `${file}-shm`].filter((path) => !fs.existsSync(path));
  let finding: unknown;
  try {
    const db = openForReading(file);
    try {
      finding = db.pragma('quick_check(1)', { simple: true });
    } finally {
      db.close();
    }
  } catch (error) {
    finding = error instanceof Error ? error.message : String(error);
  }
  if (finding === 'ok') return;
  // A refused file is left as it was found: SQLite may have made empty companions to read it.
  for (const path of sidecars) fs.rmSync(path, { force: true });
  throw damaged(file, String(finding).split('\n')[0] ?? '');
}

/** What is said where a host that runs finds its database damaged. */
export function damagedInUse(file: string, finding: string): StartError {
  return new StartError(
    'damaged',
    `the database ${file} is damaged (${finding}). Put a backup in its place, or choose another folder with --data.`,
  );
}

export function damaged(file: string, finding: string): StartError {
  return new StartError(
    'damaged',
    `The database ${file} is damaged (${finding}). Nothing was changed. ` +
      'Put a backup in its place, or choose another folder with --data.',
  );
}

/**
 * A log without its database holds messages that SQLite would throw away with the first page it writes.
 *
 * @throws StartError `damaged`
 */
function refuseLogAlone(file: string): void {
  const log = `${file}-wal`;
  const size = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return;
  throw new StartError(
    'damaged',
    `The database ${file} is missing or empty, but its log ${log} is there and may hold messages. Nothing was changed. ` +
      'Put the database back beside it, or move the log away to begin anew.',
  );
}

function readHeader(file: string): { bytes: Buffer; sizeBytes: number } | null {
  let handle: number;
  try {
    handle = fs.openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartError('unwritable', `The database ${file} can’t be opened: ${String(error)}`, {
      cause: error,
    });
  }
  try {
    const bytes = Buffer.alloc(HEADER_BYTES);
    const length = fs.readSync(handle, bytes, 0, HEADER_BYTES, 0);
    return { bytes: bytes.subarray(0, length), sizeBytes: fs.fstatSync(handle).size };
  } finally {
    fs.closeSync(handle);
  }
}
