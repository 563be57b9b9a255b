import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLogFile } from '../../../server/logging/log-file.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

async function newFile(limits: { maxBytes?: number; filesKept?: number } = {}) {
  const folder = path.join(await tempDirForTest(), 'logs');
  const filePath = path.join(folder, 'host.log');
  const file = openLogFile({
    filePath,
    maxBytes: 1_000_000,
    filesKept: 3,
    droppedLine: (count) => `dropped ${count}`,
    ...limits,
  });
  return { folder, filePath, file };
}

describe('openLogFile', () => {
  it('keeps the order of lines and writes all of them before flush resolves', async () => {
    const { file, filePath } = await newFile();
    const lines = Array.from({ length: 2_000 }, (_, index) => `line ${index}`);
    for (const line of lines) file.write(line);
    await file.flush();
    expect(await readFile(filePath, 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  it('appends to what is there', async () => {
    const { file, filePath, folder } = await newFile();
    await mkdir(folder);
    await writeFile(filePath, 'before\n');
    file.write('after');
    await file.flush();
    expect(await readFile(filePath, 'utf8')).toBe('before\nafter\n');
  });

  it('rotates at its size and keeps so many files', async () => {
    const { file, folder } = await newFile({ maxBytes: 30, filesKept: 3 });
    for (let round = 1; round <= 6; round++) {
      file.write(`round ${round} ${'.'.repeat(15)}`);
      await file.flush();
    }
    expect((await readdir(folder)).toSorted()).toEqual(['host.1.log', 'host.2.log', 'host.log']);
    const rounds = await Promise.all(
      ['host.log', 'host.1.log', 'host.2.log'].map((name) => readFile(path.join(folder, name), 'utf8')),
    );
    expect(rounds.map((text) => text.slice(0, 7))).toEqual(['round 6', 'round 5', 'round 4']);
  });

  it('comes back after its folder was deleted', async () => {
    const { file, folder, filePath } = await newFile();
    file.write('one');
    await file.flush();
    await rm(folder, { recursive: true });
    file.write('two');
    await file.flush();
    expect(await readFile(filePath, 'utf8')).toBe('two\n');
  });

  it('survives a place where nothing can be written, and heals', async () => {
    const { file, folder, filePath } = await newFile();
    await writeFile(folder, 'in the way');
    file.write('lost');
    await file.flush();
    await rm(folder);
    file.write('kept');
    await file.flush();
    expect(await readFile(filePath, 'utf8')).toBe('kept\n');
  });

  it('drops lines rather than fill the memory, and says how many', async () => {
    const { file, filePath } = await newFile({ maxBytes: 100_000_000 });
    const line = 'x'.repeat(9_999);
    for (let count = 0; count < 300; count++) file.write(line);
    await file.flush();
    file.write('after');
    await file.flush();

    const written = (await readFile(filePath, 'utf8')).trimEnd().split('\n');
    const kept = written.filter((each) => each === line).length;
    expect(kept).toBeLessThan(300);
    expect(written.slice(-2)).toEqual([`dropped ${300 - kept}`, 'after']);
    expect((await stat(filePath)).size).toBeLessThan(3_000_000);
  });
});
