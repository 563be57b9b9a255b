import path from 'node:path';
import { LIMITS } from '../protocol/limits.ts';
import { checkDatabaseFile, inspectDatabaseFile } from './database-file.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { keepBrokenLog } from './log-file-check.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { Readers } from './readers/readers.ts';
import { Search } from './search/search.ts';
import type { LayOut } from './writer/commands/upkeep.ts';
import { Writer } from './writer/writer.ts';

/** Within a data folder. */
export const DATABASE_FILE = 'porchlight.db';
/** Beside the database, from which it can be made again. */
const SEARCH_FILE = 'search.db';

export interface Storage {
  writer: Writer;
  readers: Readers;
  search: Search;
  lock: FolderLock;
  /** The file was too large to check before the start; `readers.check()` should run in the background. */
  needsCheck: boolean;
  /** There was no database here: none of the files beside it can be one of its own. */
  isNew: boolean;
  /** Where a log that breaks off was copied to, with its database, before it was read; null where it was whole. */
  brokenLogKeptIn: string | null;
  /** Flushes the writer, closes every thread, gives the folder free. */
  close(): Promise<void>;
}

/**
 * Opens a data folder: takes its lock, judges the file from outside, migrates, starts the threads.
 * A folder that is refused is left as it was found.
 *
 * @throws StartError with a sentence for the person at the terminal
 */
export async function openStorage(dataDir: string, layOut: LayOut): Promise<Storage> {
  const lock = lockFolder(dataDir);
  try {
    const file = path.join(dataDir, DATABASE_FILE);
    const newest = MIGRATIONS.at(-1)?.version ?? 0;
    const { isNew, sizeBytes } = inspectDatabaseFile(file, newest);
    const needsCheck = !isNew && sizeBytes > LIMITS.checkBeforeStartMaxBytes;
    const backupDir = path.join(dataDir, 'backups');
    const brokenLogKeptIn = keepBrokenLog(file, backupDir);
    if (!isNew && !needsCheck) checkDatabaseFile(file);
    const writer = await Writer.open({ file, backupDir, layOut });
    const readers = new Readers({ file }, LIMITS.readerThreads);
    const search = new Search({ file, indexFile: path.join(dataDir, SEARCH_FILE) });
    return {
      writer,
      readers,
      search,
      lock,
      needsCheck,
      isNew,
      brokenLogKeptIn,
      close: async () => {
        // Readers first: the last connection to close folds the log into the file.
        await Promise.all([readers.close(), search.close()]);
        await writer.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
