// npm test: everything, cheapest first, up to the first stage that fails.
import { spawn, spawnSync } from 'node:child_process';
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
}

const VITEST = 'vitest/vitest.mjs';
/** They start no hosts and disturb each other in nothing, so they run side by side. */
const CHECKS: readonly Stage[] = [
  // Without the cache of `npm run lint`: a change in one file can break a rule in another.
  { title: 'Lint', command: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  { title: 'Types', command: ['typescript/bin/tsc', '-b'] },
  { title: 'Format', command: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
];
const STAGES: readonly Stage[] = [
  {
    title: 'Unit and integration tests',
    command: [VITEST, 'run', '--project', 'unit', '--project', 'integration'],
  },
  {
    title: 'Fault tests',
    command: [VITEST, 'run', '--project', 'faults', ...FAULT_WORKERS],
  },
  { title: 'Browser tests', command: [VITEST, 'run', '--project', 'browser'] },
  { title: 'Desktop tests', command: [VITEST, 'run', '--project', 'desktop'] },
  { title: 'Packaging tests', command: [VITEST, 'run', '--project', 'packaging'] },
];

const reports = mkdtempSync(path.join(tmpdir(), 'porchlight-test-'));
let total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
try {
  const failed = (await runChecks()) ?? (await runStages());
  if (failed !== null) {
    process.stdout.write(`\n== Stopped: ${failed} failed ==\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(reports, { recursive: true, force: true });
}
process.stdout.write(`\n${closingLine(total)}\n`);

/** @returns the title of the first check that failed; its words have been printed, as have the others' */
async function runChecks(): Promise<string | null> {
  const results = await Promise.all(CHECKS.map(runCheck));
  for (const [index, { output }] of results.entries()) {
    process.stdout.write(`\n== ${CHECKS[index]?.title} ==\n${output}`);
  }
  const failed = results.findIndex(({ succeeded }) => !succeeded);
  if (failed < 0) return null;
  total = addCounts(total, { passed: 0, failed: 1, skipped: 0 });
  return CHECKS[failed]?.title ?? null;
}

function runCheck({ command: [file, ...args] }: Stage): Promise<{ succeeded: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'node_modules', file), ...args], {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (status) => resolve({ succeeded: status === 0, output }));
  });
}

/** @returns the title of the stage that failed, after which none is run */
async function runStages(): Promise<string | null> {
  for (const [index, stage] of STAGES.entries()) {
    process.stdout.write(`\n== ${stage.title} ==\n`);
    const { succeeded, counts } = await runStage(stage, path.join(reports, `${index}.json`));
    total = addCounts(total, counts);
    if (!succeeded) return stage.title;
  }
  return null;
}

async function runStage(stage: Stage, report: string): Promise<{ succeeded: boolean; counts: TestCounts }> {
  const [file, ...args] = stage.command;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(
    process.execPath,
    [path.join(PROJECT_ROOT, 'node_modules', file), ...args, ...reporters],
    { cwd: PROJECT_ROOT, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const succeeded = status === 0;
  return { succeeded, counts: await countTests(report, succeeded) };
}
