const PARENT_CHECK_MS = 500;

/**
 * Calls back once the process that started this one has gone, if that was npm: npm hands a signal to the shell between
 * it and this process, and most shells end without passing it on. Whoever is left behind would hold its port and its
 * data folder.
 */
export function whenParentGone(callback: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, PARENT_CHECK_MS).unref();
}
