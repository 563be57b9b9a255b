import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openShellLogs } from '../../../main/log/shell-log.ts';
import { SHELL_LIMITS } from '../../../main/shell/limits.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

it('writes one line of JSON for each event, and the host’s output beside it', async () => {
  const folder = path.join(await tempDirForTest(), 'logs');
  const { shell, serverOutput } = openShellLogs(folder);
  shell.info('server_starting');
  shell.error('server_ended', { exitCode: 1 });
  serverOutput('Out of memory\n');
  const lines = (await readFile(path.join(folder, 'desktop.log'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { time: expect.any(String), level: 'info', event: 'server_starting' },
    { time: expect.any(String), level: 'error', event: 'server_ended', exitCode: 1 },
  ]);
  expect(await readFile(path.join(folder, 'server-output.log'), 'utf8')).toContain('Out of memory');
});

it('keeps a few files and not more', async () => {
  const folder = await tempDirForTest();
  const full = 'x'.repeat(SHELL_LIMITS.logFileMaxBytes + 1);
  for (let round = 0; round < 5; round++) {
    await writeFile(path.join(folder, 'desktop.log'), full);
    openShellLogs(folder).shell.info('round', { round });
  }
  expect((await readdir(folder)).filter((file) => file.startsWith('desktop')).sort()).toEqual([
    'desktop.1.log',
    'desktop.2.log',
    'desktop.log',
  ]);
});

it('is quiet where it can’t write', async () => {
  const folder = await tempDirForTest();
  await writeFile(path.join(folder, 'logs'), 'a file in its place');
  const { shell } = openShellLogs(path.join(folder, 'logs'));
  expect(() => shell.info('server_starting')).not.toThrow();
});
