// npm test: everything, cheapest first, up to the first stage that fails.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FAULT_WORKERS } from './fault-workers.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { addCounts, closingLine, countTests, type TestCounts } from './test-report.ts';

interface Stage {
  title: string;
  /** A file of a package in node_modules, and its arguments. */
  command: readonly [string, ...string[]];
  countsTests?: boolean;
}

const VITEST = 'vitest/vitest.mjs';
const STAGES: readonly Stage[] = [
  // Without the cache of `npm run lint`: a change in one file can break a rule in another.
  { title: 'Lint', command: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  { title: 'Types', command: ['typescript/bin/tsc', '-b'] },
  { title: 'Format', command: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  {
    title: 'Unit and integration tests',
    command: [VITEST, 'run', '--project', 'unit', '--project', 'integration'],
    countsTests: true,
  },
  {
    title: 'Fault tests',
    command: [VITEST, 'run', '--project', 'faults', ...FAULT_WORKERS],
    countsTests: true,
  },
  { title: 'Browser tests', command: [VITEST, 'run', '--project', 'browser'], countsTests: true },
  { title: 'Desktop tests', command: [VITEST, 'run', '--project', 'desktop'], countsTests: true },
  { title: 'Packaging tests', command: [VITEST, 'run', '--project', 'packaging'], countsTests: true },
];

const reports = mkdtempSync(path.join(tmpdir(), 'porchlight-test-'));
let total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
try {
  for (const [index, stage] of STAGES.entries()) {
    process.stdout.write(`\n== ${stage.title} ==\n`);
    const { succeeded, counts } = await runStage(stage, path.join(reports, `${index}.json`));
    total = addCounts(total, counts);
    if (!succeeded) {
      process.stdout.write(`\n== Stopped: ${stage.title} failed ==\n`);
      process.exitCode = 1;
      break;
    }
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}
process.stdout.write(`\n${closingLine(total)}\n`);

async function runStage(stage: Stage, report: string): Promise<{ succeeded: boolean; counts: TestCounts }> {
  const [file, ...args] = stage.command;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(
    process.execPath,
    [path.join(PROJECT_ROOT, 'node_modules', file), ...args, ...(stage.countsTests ? reporters : [])],
    { cwd: PROJECT_ROOT, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const succeeded = status === 0;
  return { succeeded, counts: await countTests(report, succeeded) };
}
