// npm run test:faults: a real host and everything that can happen to it. `-- --long` runs hundreds of cycles, for tens of
// minutes; whatever else follows goes to Vitest, such as the name of a test file.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { FAULT_WORKERS } from './fault-workers.ts';
import { PROJECT_ROOT } from './project-root.ts';

const LONG = '--long';

const given = process.argv.slice(2);
const isLong = given.includes(LONG) || process.env['PORCHLIGHT_FAULTS'] === 'long';
const vitest = path.join(PROJECT_ROOT, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'faults', ...FAULT_WORKERS, ...given.filter((arg) => arg !== LONG)],
  {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(isLong && { PORCHLIGHT_FAULTS: 'long' }) },
  },
);
process.exitCode = status ?? 1;
