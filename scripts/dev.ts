// npm run dev: the host, restarted when its sources change, behind the pages with hot reload. Ctrl+C stops both.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createServer, type ViteDevServer } from 'vite';
import { freePort } from './free-port.ts';
import { PROJECT_ROOT } from './project-root.ts';

/** An editor may write several files at once. */
const RESTART_DELAY_MS = 150;

const hostPort = await freePort();
const pages = await servePages(hostPort);
const pageUrl = (pages.resolvedUrls?.local[0] ?? '').replace(/\/$/, '');
let host = startHost();
let restarting: NodeJS.Timeout | undefined;
let stopping = false;

process.stdout.write(`Porchlight, for development: ${pageUrl}/\n`);
pages.watcher.add(path.join(PROJECT_ROOT, 'server'));
pages.watcher.on('all', (_event, file) => {
  const isServerFile = path.relative(PROJECT_ROOT, file).split(path.sep)[0] === 'server';
  if (!isServerFile || stopping) return;
  clearTimeout(restarting);
  restarting = setTimeout(() => void restartHost(), RESTART_DELAY_MS);
});
// Vite would end the process at SIGTERM, before the host has stopped.
process.removeAllListeners('SIGTERM');
process.on('exit', () => host.kill('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

/** The pages' own server hands everything of the API on to the host at this port. */
async function servePages(port: number): Promise<ViteDevServer> {
  process.env['PORCHLIGHT_PORT'] = String(port);
  const server = await createServer({
    configFile: path.join(PROJECT_ROOT, 'vite.config.ts'),
    clearScreen: false,
  });
  return server.listen();
}

function startHost(): ChildProcess {
  const data = path.join(PROJECT_ROOT, '.dev-data');
  const flags = ['--json', '--no-mdns', '--port', String(hostPort), '--data', data, ...process.argv.slice(2)];
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server/index.ts'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl+C reaches this process alone, which then stops the host once.
    detached: process.platform !== 'win32',
  });
  createInterface({ input: child.stdout }).on('line', reportLine);
  child.on('exit', (code) => {
    if (!stopping && code !== 0) {
      process.stdout.write('The host ended; it starts again at the next change in server/.\n');
    }
  });
  return child;
}

async function stopHost(): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return;
  host.kill('SIGTERM');
  await once(host, 'exit');
}

async function restartHost(): Promise<void> {
  await stopHost();
  if (!stopping) host = startHost();
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  clearTimeout(restarting);
  await Promise.all([stopHost(), pages.close()]);
  process.exit(0);
}

/** The host knows its own port only; people open the one with hot reload. */
function reportLine(line: string): void {
  const said = parseLine(line);
  if (said?.event !== 'listening') return;
  process.stdout.write('The host is ready.\n');
  if (said.setupUrl === undefined) return;
  const { pathname, search, hash } = new URL(said.setupUrl);
  process.stdout.write(`First time here? Make yourself the owner: ${pageUrl}${pathname}${search}${hash}\n`);
}

function parseLine(line: string): { event?: string; setupUrl?: string } | null {
  try {
    return JSON.parse(line) as { event?: string; setupUrl?: string };
  } catch {
    return null;
  }
}
