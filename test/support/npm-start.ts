import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';

export interface StartedByNpm {
  urls: string[];
  setupUrl: string;
}

/**
 * Runs the README's command with these flags and `--json`, and waits until the host says where it listens.
 * Everything it started ends with the running test.
 */
export async function npmStart(flags: readonly string[]): Promise<StartedByNpm> {
  const child = spawn('npm', ['start', '--', '--json', ...flags], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm, its shell and the host are one group, and end together.
    detached: true,
    // Without a display the host runs in this terminal, desktop app or not.
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  const exited = once(child, 'close');
  const stderr: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  onTestFinished(async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await exited;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    // npm writes a heading of its own.
    if (!line.startsWith('{')) continue;
    const said = JSON.parse(line) as StartedByNpm & { event: string };
    if (said.event === 'listening') return said;
  }
  throw new Error(`npm start ended before the host listened.\n${stderr.join('')}`);
}
