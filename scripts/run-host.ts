import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from './project-root.ts';

const PARENT_CHECK_MS = 500;

/** Runs the host in this process, so that signals, exit code and output are its own. */
export async function runHost(flags: readonly string[]): Promise<void> {
  const entry = path.join(PROJECT_ROOT, 'server/index.ts');
  process.argv = [process.execPath, entry, ...flags];
  if (process.env['npm_lifecycle_event'] !== undefined) stopWithParent();
  await import(pathToFileURL(entry).href);
}

/**
 * npm hands a signal to the shell between it and this process, and most shells end without passing it on. A host left
 * behind would hold its port and its data folder, so it stops cleanly once its parent is another one. It gets SIGHUP for
 * that: where SIGTERM or SIGINT reached it as well, a second one of these would cut its clean stop short.
 */
function stopWithParent(): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGHUP');
  }, PARENT_CHECK_MS).unref();
}
