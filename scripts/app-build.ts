import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { isStale } from './freshness.ts';

/** The two folders that run outside the browser, and that Electron starts from `dist`. */
const APP_FOLDERS = ['main', 'server'] as const;
/** What else decides how they are compiled. */
const COMPILER_SETTINGS = ['tsconfig.base.json', 'tsconfig.build.json', 'package-lock.json'];

/** Whether `dist/main` or `dist/server` is missing or older than its sources. */
export async function isAppStale(root: string): Promise<boolean> {
  const entries = APP_FOLDERS.map((folder) => path.join(root, 'dist', folder, 'index.js'));
  const sources = [...APP_FOLDERS, ...COMPILER_SETTINGS].map((source) => path.join(root, source));
  return !entries.every(existsSync) || (await isStale(stampOf(root), sources));
}

/**
 * Compiles the desktop shell and the server to plain JavaScript in `dist/main` and `dist/server`, each replaced as a
 * whole. Types are not checked again; `npm run types` does that. Throws an Error with the compiler's words where a source
 * can't be read.
 */
export async function buildApp(root: string): Promise<void> {
  const dist = path.join(root, 'dist');
  await mkdir(dist, { recursive: true });
  const fresh = await mkdtemp(path.join(dist, '.app-'));
  // Written first, by the clock that dates the sources too: one that changes while the compiler runs is newer.
  const stamp = path.join(fresh, '.app-built');
  await writeFile(stamp, '');
  try {
    await compile(root, fresh);
    for (const folder of APP_FOLDERS) {
      await copyData(path.join(root, folder), path.join(fresh, folder));
      await replaceFolder(
        path.join(fresh, folder),
        path.join(dist, folder),
        path.join(fresh, `old-${folder}`),
      );
    }
    await rename(stamp, stampOf(root));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function compile(root: string, target: string): Promise<void> {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', path.join(root, 'tsconfig.build.json'), '--outDir', target];
  try {
    await promisify(execFile)(process.execPath, args, { cwd: root });
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`The app could not be compiled.\n${said}`, { cause: error });
  }
}

/** Whatever stands among the sources and is read at run time: preload scripts, SQL, word lists, pictures. */
async function copyData(source: string, target: string): Promise<void> {
  await cp(source, target, { recursive: true, filter: (file) => !/\.(ts|tsx|md)$/.test(file) });
}

async function replaceFolder(fresh: string, target: string, old: string): Promise<void> {
  await rename(target, old).catch(ignoreMissing);
  await rename(fresh, target);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

function stampOf(root: string): string {
  return path.join(root, 'dist/.app-built');
}
