import { execFile } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { makeTempDir } from './temp-dir.ts';

const run = promisify(execFile);

/** A disk of its own that a test can fill. */
export interface SmallDisk {
  path: string;
  /** Takes all the room there is. */
  fill(): Promise<void>;
  /** Gives the room back that `fill` took. */
  free(): Promise<void>;
}

/**
 * Mounts a memory disk of so many MiB; it is gone at the end of the test. Null where this process may not
 * mount: that takes root on Linux.
 */
export async function mountSmallDisk(sizeMib: number): Promise<SmallDisk | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = await makeTempDir();
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m`, 'tmpfs', folder.path]);
  } catch {
    // Root in a container without the right to mount.
    await folder.remove();
    return null;
  }
  onTestFinished(async () => {
    await run('umount', ['--lazy', folder.path]);
    await folder.remove();
  });
  const filler = path.join(folder.path, 'filler');
  return {
    path: folder.path,
    fill: async () => {
      const { bavail, bsize } = await statfs(folder.path);
      try {
        await writeFile(filler, Buffer.alloc(bavail * bsize, 1));
      } catch (error) {
        // A host at work has taken some of it meanwhile. What there was is taken all the same.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      }
    },
    free: () => rm(filler),
  };
}
