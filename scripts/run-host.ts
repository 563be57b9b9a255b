import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { whenParentGone } from './parent-watch.ts';
import { PROJECT_ROOT } from './project-root.ts';

/** Runs the host in this process, so that signals, exit code and output are its own. */
export async function runHost(flags: readonly string[]): Promise<void> {
  const entry = path.join(PROJECT_ROOT, 'server/index.ts');
  process.argv = [process.execPath, entry, ...flags];
  // Where SIGTERM or SIGINT reached the host as well, a second one of these would cut its clean stop short.
  whenParentGone(() => process.kill(process.pid, 'SIGHUP'));
  await import(pathToFileURL(entry).href);
}
