import type { WebContents } from 'electron';
import type { ShellLog } from '../shell/log.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';

/** Loads a page again whose process has died, but not one that dies each time. */
export function revivePage(
  contents: WebContents,
  log: ShellLog,
  now: () => number = () => performance.now(),
): void {
  let revivedAt = Number.NEGATIVE_INFINITY;
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page_died', { reason, exitCode });
    if (reason === 'clean-exit' || now() - revivedAt < SHELL_LIMITS.pageRevivedAgainMs) return;
    revivedAt = now();
    contents.reload();
  });
}
