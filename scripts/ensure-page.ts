import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { isPageStale } from './page-build.ts';
import { PROJECT_ROOT } from './project-root.ts';

/**
 * Builds the pages where `dist/renderer` is missing or older than its sources; says so on stderr.
 * Any number of processes may do this at once. Throws where the build fails.
 */
export async function ensurePage(): Promise<void> {
  if (!(await isPageStale(PROJECT_ROOT))) return;
  // A process of its own: the bundler's memory is gone before the host starts.
  const script = path.join(import.meta.dirname, 'build-page.ts');
  const child = spawn(process.execPath, [script], { stdio: ['ignore', process.stderr, process.stderr] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The pages could not be built; the lines above say why.');
}
