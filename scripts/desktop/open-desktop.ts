import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { whenParentGone } from '../parent-watch.ts';

/** Of a process that a signal ended, shells make 128 and the signal's number. */
const SIGNALLED_EXIT_CODE = 128;

export type DesktopEnd =
  | { kind: 'ended'; exitCode: number }
  /** The runtime could not be started at all. `reason` is the beginning of a sentence for people. */
  | { kind: 'not-started'; reason: string };

/** Runs the desktop app from its sources' build in `root` until it ends. Signals reach it. */
export function openDesktop(binary: string, root: string, flags: readonly string[]): Promise<DesktopEnd> {
  const env = { ...process.env };
  // Terminals inside editors that are Electron apps set it, and it would make a plain Node of ours.
  delete env['ELECTRON_RUN_AS_NODE'];
  const app = spawn(binary, [root, ...flags], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Ctrl+C in a terminal reaches the app by itself; a second one would cut its clean stop short.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || app.kill(signal));
  }
  whenParentGone(() => app.kill('SIGTERM'));
  return new Promise((resolve) => {
    app.on('error', ({ message }) => {
      if (app.pid !== undefined) return;
      resolve({ kind: 'not-started', reason: `The desktop app could not be started (${message})` });
    });
    app.on('exit', (code, signal) => {
      const exitCode = code ?? SIGNALLED_EXIT_CODE + (signal === null ? 0 : constants.signals[signal]);
      resolve({ kind: 'ended', exitCode });
    });
  });
}
