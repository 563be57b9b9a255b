import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

let display: Promise<string | null> | null = null;

/**
 * The value of DISPLAY for windows: the machine's own, else that of an Xvfb which ends with this process, else null
 * where there is none (browsers then run without windows).
 */
export function virtualDisplay(): Promise<string | null> {
  display ??= findDisplay();
  return display;
}

/** The shell ends the display when its stdin closes, which it does however this process ends. */
const UNTIL_STDIN_CLOSES = `
  Xvfb -displayfd 1 -screen 0 1600x1000x24 -nolisten tcp &
  cat > /dev/null
  kill $!`;

async function findDisplay(): Promise<string | null> {
  const own = process.env['DISPLAY'];
  if (own !== undefined && own !== '') return own;
  if (process.platform !== 'linux' || !isInstalled('Xvfb')) return null;
  const server = spawn('sh', ['-c', UNTIL_STDIN_CLOSES], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: server.stdout });
  const found = await new Promise<string | null>((resolve) => {
    lines.once('line', (line) => resolve(`:${line.trim()}`));
    server.once('error', () => resolve(null));
    server.once('exit', () => resolve(null));
  });
  lines.close();
  letGo(server);
  return found;
}

/** This process may end although the display is there. */
function letGo(server: ChildProcessByStdio<Writable, Readable, null>): void {
  server.unref();
  for (const stream of [server.stdin, server.stdout]) if (stream instanceof Socket) stream.unref();
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}
