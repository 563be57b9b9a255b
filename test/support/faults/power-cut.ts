import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { tempDirForTest } from '../temp-dir.ts';

const run = promisify(execFile);

/** A data folder whose disk can lose power. */
export interface PowerCut {
  data: string;
  /** To start the host with. */
  env: NodeJS.ProcessEnv;
  /** After the host was killed: leaves on the disk only what the host had waited for. */
  cut(): Promise<void>;
}

/** Null where there is no C compiler on Linux to build the disk with. */
export async function preparePowerCut(): Promise<PowerCut | null> {
  if (process.platform !== 'linux') return null;
  const root = await tempDirForTest();
  const [library, data, shadow] = ['synced-copy.so', 'data', 'shadow'].map((name) => path.join(root, name));
  if (!library || !data || !shadow) throw new Error('unreachable');
  await Promise.all([mkdir(data), mkdir(shadow)]);
  const source = path.join(import.meta.dirname, 'synced-copy.c');
  try {
    await run('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return {
    data,
    env: { LD_PRELOAD: library, PORCHLIGHT_TEST_DATA: data, PORCHLIGHT_TEST_SHADOW: shadow },
    cut: async () => {
      for (const name of await readdir(data)) {
        if (name.startsWith('porchlight.db')) await rm(path.join(data, name));
      }
      for (const name of (await readdir(shadow)).filter((entry) => !entry.endsWith('.new')))
        await cp(path.join(shadow, name), path.join(data, name));
    },
  };
}
