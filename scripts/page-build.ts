import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isStale, modifiedMs } from './freshness.ts';

/** What the pages are made of. */
const PAGE_SOURCES = ['renderer', 'server/protocol', 'assets', 'vite.config.ts', 'package-lock.json'];

/**
 * How long a file that the newest build no longer has stays: a page that is open, or a host that runs,
 * may still ask for it.
 */
const OLD_FILES_KEPT_MS = 24 * 60 * 60 * 1000;

/** Writes the pages into the folder it is given. */
export type PageBuilder = (outputFolder: string) => Promise<void>;

/** Whether `dist/renderer` is missing or older than anything it is made of. */
export async function isPageStale(root: string): Promise<boolean> {
  const page = await modifiedMs(path.join(root, 'dist/renderer/index.html'));
  const sources = PAGE_SOURCES.map((source) => path.join(root, source));
  return page === null || (await isStale(stampOf(root), sources));
}

/**
 * Builds the pages beside `dist/renderer` and then moves them in file by file, `index.html` last: no one who reads the
 * folder meanwhile, another build or a running host, ever finds half a page. What this build no longer has goes after
 * `oldFilesKeptMs`.
 */
export async function buildPage(
  root: string,
  build: PageBuilder,
  oldFilesKeptMs = OLD_FILES_KEPT_MS,
): Promise<void> {
  const startedAt = new Date();
  const dist = path.join(root, 'dist');
  await mkdir(dist, { recursive: true });
  const fresh = await mkdtemp(path.join(dist, '.renderer-'));
  try {
    await build(fresh);
    await publish(fresh, path.join(dist, 'renderer'), oldFilesKeptMs);
    await writeFile(stampOf(root), '');
    // A source that changed while the build ran makes it stale again.
    await utimes(stampOf(root), startedAt, startedAt);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function publish(fresh: string, target: string, oldFilesKeptMs: number): Promise<void> {
  await mkdir(target, { recursive: true });
  const files = await filesIn(fresh);
  // With its compressed copies.
  const isPage = (file: string) => /\.html(\.|$)/.test(file);
  for (const file of [...files.filter((each) => !isPage(each)), ...files.filter(isPage)]) {
    await mkdir(path.dirname(path.join(target, file)), { recursive: true });
    await rename(path.join(fresh, file), path.join(target, file));
  }
  const published = new Set(files);
  for (const file of (await filesIn(target)).filter((each) => !published.has(each))) {
    const age = Date.now() - ((await modifiedMs(path.join(target, file))) ?? 0);
    if (age >= oldFilesKeptMs) await rm(path.join(target, file), { force: true });
  }
}

/** Paths below `folder`, relative to it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function stampOf(root: string): string {
  return path.join(root, 'dist/.renderer-built');
}
