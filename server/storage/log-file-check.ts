import fs from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.ts';

/** Sizes in SQLite's log (https://sqlite.org/fileformat.html#the_wal_file). */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The last bit of the first four bytes tells the byte order of the checksums. */
const MAGIC = 0x377f0682;

/**
 * Whether a log breaks off before its end: a frame in it is not as it was written, and a whole transaction lies
 * behind that frame. SQLite reads such a log up to the break and forgets the rest. A log that merely ends in a
 * half-written transaction, as after every power cut, does not break off: nobody was told of that transaction.
 */
export function breaksOff(log: Buffer): boolean {
  if (log.length < HEADER_BYTES) return false;
  const magic = log.readUInt32BE(0);
  if (magic !== MAGIC && magic !== MAGIC + 1) return log.length > HEADER_BYTES;
  const isBigEndian = magic === MAGIC + 1;
  const salts = log.subarray(16, 24);
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  let sums = checksum(log.subarray(0, 24), [0, 0], isBigEndian);
  if (frameBytes < FRAME_HEADER_BYTES + 512 || !holds(sums, log, 24)) return log.length > HEADER_BYTES;
  let isBroken = false;
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    const frame = log.subarray(at, at + frameBytes);
    const isOfThisLog = frame.subarray(8, 16).equals(salts);
    if (isBroken) {
      // The field tells the size of the database after a commit, and is zero in every other frame.
      if (isOfThisLog && frame.readUInt32BE(4) !== 0) return true;
      continue;
    }
    sums = checksum(
      frame.subarray(FRAME_HEADER_BYTES),
      checksum(frame.subarray(0, 8), sums, isBigEndian),
      isBigEndian,
    );
    isBroken = !isOfThisLog || !holds(sums, frame, 16);
  }
  return false;
}

/**
 * Copies a database and its log aside where the log breaks off, before SQLite reads them and forgets what lies
 * behind the break.
 *
 * @returns the folder of the copies, null where there was nothing to keep
 * @throws StartError `unwritable` where they can't be made
 */
export function keepBrokenLog(file: string, backupDir: string): string | null {
  const log = `${file}-wal`;
  if (!fs.existsSync(log) || !breaksOff(fs.readFileSync(log))) return null;
  const stamp = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  const folder = path.join(backupDir, `damaged-${stamp}`);
  try {
    fs.mkdirSync(folder, { recursive: true });
    for (const name of [file, log]) fs.copyFileSync(name, path.join(folder, path.basename(name)));
  } catch (error) {
    throw new StartError(
      'unwritable',
      `The log ${log} is damaged and can’t be copied to ${folder} (${String(error)}). Nothing was changed. ` +
        'Make room on the disk, or move the log away to start without what it holds.',
      { cause: error },
    );
  }
  return folder;
}

type Sums = readonly [number, number];

function checksum(bytes: Buffer, [first, second]: Sums, isBigEndian: boolean): Sums {
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

function holds([a, b]: Sums, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === a && bytes.readUInt32BE(at + 4) === b;
}
