import { spawnSync } from 'node:child_process';
import os from 'node:os';

/** Where the server runs and where the load runs; null where this system can't tie a process to a core. */
export interface Cores {
  server: number | null;
  load: number | null;
}

/** The first two cores, one for each, where `taskset` (util-linux) is there to hold processes to them. */
export function chooseCores(): Cores {
  const canPin = os.cpus().length >= 2 && spawnSync('taskset', ['--version']).status === 0;
  return canPin ? { server: 0, load: 1 } : { server: null, load: null };
}

/** A command line that runs on this core alone. */
export function onCore(core: number | null, command: string, args: readonly string[]): [string, string[]] {
  return core === null ? [command, [...args]] : ['taskset', ['--cpu-list', String(core), command, ...args]];
}
