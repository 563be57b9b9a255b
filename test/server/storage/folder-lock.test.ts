import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockFolder } from '../../../server/storage/folder-lock.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const LOCK_MODULE = path.join(import.meta.dirname, '../../../server/storage/folder-lock.ts');
const run = promisify(execFile);

/** A second process that takes the folder, says so, and holds it until it is killed. */
async function holdElsewhere(folder: string) {
  const script = `const { lockFolder } = await import(${JSON.stringify(LOCK_MODULE)});
    lockFolder(${JSON.stringify(folder)}).describe('http://192.168.1.20:8322');
    console.log('held'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

async function tryElsewhere(folder: string): Promise<string> {
  const script = `const { lockFolder } = await import(${JSON.stringify(LOCK_MODULE)});
    try { lockFolder(${JSON.stringify(folder)}).release(); console.log('got it'); }
    catch (error) { console.log(error.code + ': ' + error.message); }`;
  return (await run(process.execPath, ['--input-type=module', '-e', script])).stdout.trim();
}

describe('the folder lock', () => {
  it('makes the folder, and lets it go', async () => {
    const folder = path.join(await tempDirForTest(), 'a', 'b');
    lockFolder(folder).release();
    const again = lockFolder(folder);
    again.release();
    expect(fs.existsSync(path.join(folder, 'host.json'))).toBe(false);
  });

  it('keeps a second taker of the same process out', async () => {
    const folder = await tempDirForTest();
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: 'held' }));
    lock.release();
  });

  it('keeps another process out and tells it who holds the folder and where', async () => {
    const folder = await tempDirForTest();
    const lock = lockFolder(folder);
    lock.describe('http://10.0.0.7:8322');
    expect(await tryElsewhere(folder)).toMatch(
      new RegExp(`^held: .*process ${process.pid}, http://10\\.0\\.0\\.7:8322, since 20`),
    );
    lock.release();
    expect(await tryElsewhere(folder)).toBe('got it');
  });

  it('is free the moment its holder is killed, whatever is left lying about', async () => {
    const folder = await tempDirForTest();
    const holder = await holdElsewhere(folder);
    expect(() => lockFolder(folder)).toThrow(
      expect.objectContaining({
        code: 'held',
        message: expect.stringContaining(`process ${holder.pid}, http://192.168.1.20:8322`),
      }),
    );
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(fs.existsSync(path.join(folder, 'host.json'))).toBe(true);
    lockFolder(folder).release();
  });

  it.each([
    ['nonsense in it', 'not JSON'],
    ['nothing in it', ''],
  ])('still tells that the folder is held when host.json has %s', async (_title, text) => {
    const folder = await tempDirForTest();
    const lock = lockFolder(folder);
    fs.writeFileSync(path.join(folder, 'host.json'), text);
    expect(() => lockFolder(folder)).toThrow(/in use by another Porchlight host\./);
    lock.release();
  });

  it.each([
    ['a file in the folder’s place', (folder: string) => fs.writeFileSync(folder, '')],
    [
      'a folder in the lock’s place',
      (folder: string) => fs.mkdirSync(`${folder}/host.lock`, { recursive: true }),
    ],
  ])('says that the folder can’t be written with %s', async (_title, spoil) => {
    const folder = path.join(await tempDirForTest(), 'data');
    spoil(folder);
    expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: 'unwritable' }));
  });
});
