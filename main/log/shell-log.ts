import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import log from 'electron-log/node.js';
import type { ShellLog } from '../shell/log.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';

export interface ShellLogs {
  shell: ShellLog;
  /** What the host's process writes on stdout and stderr: seldom anything, and then what its own log can't hold. */
  serverOutput: (text: string) => void;
}

/**
 * `desktop.log` and `server-output.log` beside the host's own log, a few files each. Where they can't be written
 * the shell goes on without.
 */
export function openShellLogs(folder: string): ShellLogs {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // The host will say what is wrong with the folder; the shell has to be there to show it.
  }
  const write = openFile(path.join(folder, 'desktop.log'));
  const writeOutput = openFile(path.join(folder, 'server-output.log'));
  const line =
    (level: 'info' | 'warn' | 'error'): ShellLog['info'] =>
    (event, fields = {}) =>
      write(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }));
  return {
    shell: { info: line('info'), warn: line('warn'), error: line('error') },
    serverOutput: (text) => writeOutput(text.trimEnd()),
  };
}

function openFile(file: string): (text: string) => void {
  const instance = log.create({ logId: randomUUID() });
  for (const transport of Object.values(instance.transports)) if (transport) transport.level = false;
  const { file: transport } = instance.transports;
  transport.level = 'info';
  transport.format = '{text}';
  transport.maxSize = SHELL_LIMITS.logFileMaxBytes;
  transport.resolvePathFn = () => file;
  transport.archiveLogFn = ({ path: full }) => rotate(full);
  return (text) => {
    try {
      instance.info(text);
    } catch {
      // A log that fails must not take down what it tells about.
    }
  };
}

/** desktop.log becomes desktop.1.log, that becomes desktop.2.log; the oldest goes. */
function rotate(file: string): void {
  const { dir, name, ext } = path.parse(file);
  const older = (age: number): string => (age === 0 ? file : path.join(dir, `${name}.${age}${ext}`));
  rmSync(older(SHELL_LIMITS.logFilesKept - 1), { force: true });
  for (let age = SHELL_LIMITS.logFilesKept - 2; age >= 0; age--) {
    if (existsSync(older(age))) renameSync(older(age), older(age + 1));
  }
}
