import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { buildApp, isAppStale } from '../../../scripts/app-build.ts';
import { buildPage, isPageStale } from '../../../scripts/page-build.ts';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';
import { buildWithVite } from '../../../scripts/vite-build.ts';
import { writeElectronDist } from './write-electron-dist.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder that electron-builder wrote `linux-unpacked` and the .deb into. */
    packages: string;
  }
}

/** Builds the app and packs it for Linux, once for the suite. Returns what cleans up. */
export default async function builtPackage(project: TestProject): Promise<() => Promise<void>> {
  if (await isAppStale(PROJECT_ROOT)) await buildApp(PROJECT_ROOT);
  if (await isPageStale(PROJECT_ROOT)) await buildPage(PROJECT_ROOT, buildWithVite, 0);
  const folder = await mkdtemp(path.join(tmpdir(), 'porchlight-package-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    project.provide('packages', await pack(folder));
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

async function pack(folder: string): Promise<string> {
  const dist = path.join(folder, 'electron');
  await writeElectronDist(dist);
  const packages = path.join(folder, 'release');
  const script = path.join(import.meta.dirname, 'package-with-stub.ts');
  await promisify(execFile)(process.execPath, [script, dist, packages], { cwd: PROJECT_ROOT });
  return packages;
}
