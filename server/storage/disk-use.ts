import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { DATABASE_FILE } from './storage.ts';

/** What the database takes and what the disk has left, in bytes; null where the system does not tell. */
export interface DiskUse {
  databaseBytes: number;
  freeBytes: number | null;
}

/** Looks at a data folder. Never throws: what can't be seen counts as nothing. */
export async function readDiskUse(dataDir: string): Promise<DiskUse> {
  const file = path.join(dataDir, DATABASE_FILE);
  const [database, journal, free] = await Promise.all([
    sizeOf(file),
    sizeOf(`${file}-wal`),
    statfs(dataDir).then(
      // What this program may still write, which may be less than what is free.
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    ),
  ]);
  return { databaseBytes: database + journal, freeBytes: free };
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
