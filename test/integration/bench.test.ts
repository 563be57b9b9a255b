import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

const run = promisify(execFile);
const PATIENCE_MS = 180_000;

/** Whether the bench measures, never how fast: that depends on what else this machine is doing. */
it('measures every promise of a scenario and prints a table and JSON', { timeout: PATIENCE_MS }, async () => {
  const dir = await tempDirForTest();
  const jsonFile = path.join(dir, 'figures.json');
  const flags = [
    '--quick',
    '--only',
    'ack-latency',
    '--only',
    'resume-storm',
    '--json',
    jsonFile,
    '--scratch',
    dir,
  ];
  const { stdout } = await run(process.execPath, [
    path.join(PROJECT_ROOT, 'scripts/run.mjs'),
    'bench',
    ...flags,
  ]);
  expect(stdout).toMatch(/^\| what +\| Porchlight +\|/m);
  expect(stdout).toMatch(/^\| ack p99, 200 senders at once +\| [\d.,]+ ms/m);
  const { rows } = JSON.parse(await readFile(jsonFile, 'utf8')) as {
    rows: { scenario: string; what: string; ours: number[]; median: { ours: number; judged: number } }[];
  };
  expect(rows.map(({ scenario }) => scenario)).toEqual([
    ...Array.from({ length: 4 }, () => 'ack-latency'),
    ...Array.from({ length: 2 }, () => 'resume-storm'),
  ]);
  for (const { ours, median } of rows) {
    expect(ours).toHaveLength(1);
    expect(median.ours).toBe(ours[0]);
    expect(Number.isFinite(median.judged)).toBe(true);
  }
  // That nothing is lost or doubled does not depend on the machine.
  expect(rows.at(-1)).toMatchObject({ what: expect.stringContaining('lost or doubled'), ours: [0] });
});
