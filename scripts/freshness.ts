import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Whether anything at or below `sources` has changed after `stamp` was written, or `stamp` is missing. */
export async function isStale(stamp: string, sources: readonly string[]): Promise<boolean> {
  const builtAt = await modifiedMs(stamp);
  if (builtAt === null) return true;
  const newest = await Promise.all(sources.map(newestMs));
  return Math.max(...newest) > builtAt;
}

/** When a file or folder last changed, in ms of the epoch; null where there is none. */
export async function modifiedMs(target: string): Promise<number | null> {
  const found = await stat(target).catch(() => null);
  return found === null ? null : found.mtimeMs;
}

/** The newest change at or below a path, folders included: a removed file changes its folder. 0 where nothing is. */
async function newestMs(target: string): Promise<number> {
  const own = await modifiedMs(target);
  if (own === null) return 0;
  const entries = await readdir(target, { recursive: true, withFileTypes: true }).catch(() => []);
  const below = await Promise.all(
    entries.map((entry) => modifiedMs(path.join(entry.parentPath, entry.name))),
  );
  return Math.max(own, ...below.map((ms) => ms ?? 0));
}
