import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface TempDir {
  path: string;
  remove(): Promise<void>;
}

/** An empty folder; the caller removes it. */
export async function makeTempDir(): Promise<TempDir> {
  const folder = await mkdtemp(path.join(tmpdir(), 'porchlight-'));
  return {
    path: folder,
    // A process that has just ended may still hold a file for a moment on some systems.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** The path of an empty folder that is gone when the running test is over. */
export async function tempDirForTest(): Promise<string> {
  const dir = await makeTempDir();
  onTestFinished(() => dir.remove());
  return dir.path;
}
