import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openForWriting } from '../../../server/storage/connection.ts';
import { breaksOff, keepBrokenLog } from '../../../server/storage/log-file-check.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const HEADER_BYTES = 32;
const FRAME_BYTES = 24 + 4_096;

/** The log of a database that was not closed: a table, then ten transactions of one page each. */
async function someLog(): Promise<{ file: string; log: Buffer }> {
  const file = path.join(await tempDirForTest(), 'porchlight.db');
  const db = openForWriting(file);
  db.exec('CREATE TABLE t (x TEXT)');
  for (let row = 0; row < 10; row++) db.prepare('INSERT INTO t VALUES (?)').run(`row ${row}`);
  const log = fs.readFileSync(`${file}-wal`);
  const copy = path.join(await tempDirForTest(), 'porchlight.db');
  fs.copyFileSync(file, copy);
  fs.writeFileSync(`${copy}-wal`, log);
  db.close();
  return { file: copy, log };
}

function spoilt(log: Buffer, at: number): Buffer {
  const copy = Buffer.from(log);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

describe('a log', () => {
  it('that is whole, empty or only just begun does not break off', async () => {
    const { log } = await someLog();
    expect(log.length).toBeGreaterThan(HEADER_BYTES + 10 * FRAME_BYTES);
    expect(breaksOff(log)).toBe(false);
    expect(breaksOff(Buffer.alloc(0))).toBe(false);
    expect(breaksOff(log.subarray(0, HEADER_BYTES))).toBe(false);
  });

  it('that ends in the middle of a transaction does not break off', async () => {
    const { log } = await someLog();
    for (const missing of [1, 100, FRAME_BYTES - 1, FRAME_BYTES]) {
      expect(breaksOff(log.subarray(0, log.length - missing))).toBe(false);
    }
    expect(breaksOff(spoilt(log, log.length - 1))).toBe(false);
  });

  it('with a ruined place and a whole transaction behind it breaks off', async () => {
    const { log } = await someLog();
    for (const at of [
      0,
      8,
      17,
      25,
      HEADER_BYTES,
      HEADER_BYTES + 9,
      HEADER_BYTES + 17,
      HEADER_BYTES + 3 * FRAME_BYTES + 500,
    ]) {
      expect(breaksOff(spoilt(log, at)), `ruined at ${at}`).toBe(true);
    }
  });

  it('of an earlier round, longer than this one, is no part of it', async () => {
    const { file, log } = await someLog();
    const db = openForWriting(file);
    db.pragma('wal_checkpoint(RESTART)');
    db.exec("INSERT INTO t VALUES ('after')");
    const next = fs.readFileSync(`${file}-wal`);
    db.close();
    expect(next.length).toBe(log.length);
    expect(breaksOff(next)).toBe(false);
  });
});

describe('a database whose log breaks off', () => {
  it('is copied aside with it, and neither is touched', async () => {
    const { file, log } = await someLog();
    const ruined = spoilt(log, HEADER_BYTES + 3 * FRAME_BYTES + 500);
    fs.writeFileSync(`${file}-wal`, ruined);
    const folder = keepBrokenLog(file, path.join(path.dirname(file), 'backups'));
    expect(fs.readFileSync(path.join(folder ?? '', 'porchlight.db-wal'))).toEqual(ruined);
    expect(fs.readFileSync(path.join(folder ?? '', 'porchlight.db'))).toEqual(fs.readFileSync(file));
    expect(fs.readFileSync(`${file}-wal`)).toEqual(ruined);
  });

  it('is not started where the copies can’t be made', async () => {
    const { file, log } = await someLog();
    fs.writeFileSync(`${file}-wal`, spoilt(log, HEADER_BYTES + 9));
    const inTheWay = path.join(path.dirname(file), 'backups');
    fs.writeFileSync(inTheWay, '');
    expect(() => keepBrokenLog(file, inTheWay)).toThrow(
      /is damaged and can’t be copied to .*Nothing was changed/,
    );
  });

  it('is left alone where the log is whole', async () => {
    const { file } = await someLog();
    expect(keepBrokenLog(file, path.join(path.dirname(file), 'backups'))).toBeNull();
    expect(fs.existsSync(path.join(path.dirname(file), 'backups'))).toBe(false);
  });
});
