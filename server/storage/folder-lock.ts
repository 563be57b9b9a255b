import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { StartError } from './start-error.ts';

/** What a host writes about itself, for the sentence that a second one prints. */
interface Holder {
  pid: number;
  startedAt: string;
  address?: string;
}

/** One host a data folder. */
export interface FolderLock {
  /** Adds the address to what a second host is told. */
  describe(address: string): void;
  release(): void;
}

/**
 * Takes the data folder for this process.
 *
 * The lock is SQLite's own exclusive lock on a small file of its own: the operating system drops it when
 * the process ends, however it ends, and it works alike on Windows, macOS and Linux. A pid file alone
 * would outlive a killed host and name a stranger after a reboot.
 *
 * @throws StartError `held` where another host has it, `unwritable` where the folder can't be written.
 */
export function lockFolder(dataDir: string): FolderLock {
  const lockFile = path.join(dataDir, 'host.lock');
  const holderFile = path.join(dataDir, 'host.json');
  let lock: Database.Database | undefined;
  try {
    fs.mkdirSync(dataDir, { recursive: true });
    lock = new Database(lockFile, { timeout: 0 });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StartError('held', heldSentence(dataDir, readHolder(holderFile)), { cause: error });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError('unwritable', `The data folder ${dataDir} can’t be written to: ${reason}.`, {
      cause: error,
    });
  }
  const held = lock;
  const holder: Holder = { pid: process.pid, startedAt: new Date().toISOString() };
  writeHolder(holderFile, holder);
  return {
    describe: (address) => writeHolder(holderFile, { ...holder, address }),
    release: () => {
      fs.rmSync(holderFile, { force: true });
      held.close();
    },
  };
}

function heldSentence(dataDir: string, holder: Holder | null): string {
  const who = holder
    ? `another Porchlight host (process ${holder.pid}${holder.address ? `, ${holder.address}` : ''}, since ${holder.startedAt})`
    : 'another Porchlight host';
  return `The data folder ${dataDir} is in use by ${who}. Stop that one first, or choose another folder with --data.`;
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Holder;
  } catch {
    // Only words for a sentence: the lock itself has already decided.
    return null;
  }
}

function writeHolder(file: string, holder: Holder): void {
  try {
    fs.writeFileSync(file, `${JSON.stringify(holder)}\n`);
  } catch {
    // The lock is held all the same; a full disk is told by the database.
  }
}
