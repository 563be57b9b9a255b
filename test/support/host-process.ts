import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import { makeTempDir } from './temp-dir.ts';

/** A cold start reads and checks the database; a busy machine may take its time. */
const START_TIMEOUT_MS = 30_000;
/** A clean stop tells connections, flushes and says goodbye; longer than this it hangs. */
const STOP_TIMEOUT_MS = 15_000;

const running = new Set<ChildProcess>();

export interface HostOptions {
  /** A data folder that stays; without it the host gets a new one that goes with it. */
  data?: string;
  /** More flags; a later `--port` or the like wins over the ones given here. */
  flags?: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** A command that runs the host in a place of its own, such as `unshare --net`; its own arguments stand before the host's. */
  through?: readonly string[];
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What the host said on stdout, a line each. */
export type HostLine = { event: string } & Record<string, unknown>;

export interface HostProcess {
  /** The host at this machine's loopback address, without a slash at the end. */
  url: string;
  /** All addresses that the host announced. */
  urls: readonly string[];
  port: number;
  /** Null once there is an owner. */
  setupUrl: string | null;
  dataDir: string;
  pid: number;
  /** Everything the host has said on stdout so far. */
  lines: readonly HostLine[];
  /** What it has written to stderr so far. */
  stderr(): string;
  exited: Promise<Exit>;
  /** Sends a signal and returns at once; `exited` tells the end. */
  kill(signal: NodeJS.Signals): void;
  /** Stops it cleanly where it still runs, and removes its data folder if that was made for it. */
  stop(): Promise<Exit>;
}

interface Listening {
  urls: string[];
  port: number;
  setupUrl?: string;
}

/** Starts the real host on a free port and waits until it listens. Throws with its stderr where it does not. */
export async function startHost(options: HostOptions = {}): Promise<HostProcess> {
  const ownDir = options.data === undefined ? await makeTempDir() : null;
  const dataDir = options.data ?? ownDir?.path ?? '';
  const child = spawnHost(
    ['--json', '--port', '0', '--no-mdns', '--data', dataDir, ...(options.flags ?? [])],
    options,
  );
  killWithThisProcess(child);

  const lines: HostLine[] = [];
  const stderr: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const exited = once(child, 'close').then(([code, signal]: unknown[]) => ({ code, signal }) as Exit);

  const stop = async (): Promise<Exit> => {
    child.kill('SIGTERM');
    const exit = await Promise.race([exited, delay(STOP_TIMEOUT_MS, null, { ref: false })]);
    if (exit === null) {
      child.kill('SIGKILL');
      await exited;
    }
    await ownDir?.remove();
    if (exit === null)
      throw new Error(`The host did not stop within ${STOP_TIMEOUT_MS} ms.\n${stderr.join('')}`);
    return exit;
  };

  const listening = await waitUntilListening(child, lines, exited).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await exited;
    await ownDir?.remove();
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${stderr.join('')}`);
  });
  return {
    url: `http://127.0.0.1:${listening.port}`,
    urls: listening.urls,
    port: listening.port,
    setupUrl: listening.setupUrl ?? null,
    dataDir,
    pid: child.pid ?? 0,
    lines,
    stderr: () => stderr.join(''),
    exited,
    kill: (signal) => void child.kill(signal),
    stop,
  };
}

export interface FinishedHost extends Exit {
  stdout: string;
  stderr: string;
}

/** Runs the host with exactly these flags until it ends by itself: bad flags, `--help`, a folder that is taken. */
export async function runHostToEnd(flags: readonly string[], env?: NodeJS.ProcessEnv): Promise<FinishedHost> {
  const child = spawnHost(flags, env === undefined ? {} : { env });
  const stdout: string[] = [];
  const stderr: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  const [code, signal] = (await once(child, 'close')) as [Exit['code'], Exit['signal']];
  clearTimeout(timer);
  return { code, signal, stdout: stdout.join(''), stderr: stderr.join('') };
}

function spawnHost(
  flags: readonly string[],
  { env, through = [] }: Pick<HostOptions, 'env' | 'through'>,
): ChildProcess {
  const own = [process.execPath, path.join(PROJECT_ROOT, 'server/index.ts'), ...flags];
  const [command = process.execPath, ...args] = [...through, ...own];
  return spawn(command, args, {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

/** A failed test may leave its host running; its worker then ends by a signal, which runs no `exit` handler. */
function killWithThisProcess(child: ChildProcess): void {
  if (running.size === 0) {
    process.once('exit', killRunning);
    process.once('SIGTERM', killRunningAndEnd);
  }
  running.add(child);
  child.once('close', () => {
    running.delete(child);
    if (running.size > 0) return;
    process.off('exit', killRunning);
    process.off('SIGTERM', killRunningAndEnd);
  });
}

function killRunning(): void {
  for (const child of running) child.kill('SIGKILL');
}

function killRunningAndEnd(): void {
  killRunning();
  process.exit(1);
}

async function waitUntilListening(
  child: ChildProcess,
  lines: HostLine[],
  exited: Promise<Exit>,
): Promise<Listening> {
  if (child.stdout === null) throw new Error('The host has no stdout.');
  const output = createInterface({ input: child.stdout });
  const listening = new Promise<Listening>((resolve, reject) => {
    output.on('line', (line) => {
      try {
        const said = JSON.parse(line) as HostLine;
        lines.push(said);
        if (said.event === 'listening') resolve(said as unknown as Listening);
      } catch {
        reject(new Error(`With --json, stdout must be JSON lines; the host wrote: ${line}`));
      }
    });
  });
  const ended = exited.then(({ code, signal }) => {
    throw new Error(
      `The host ended before it listened (exit code ${String(code)}, signal ${String(signal)}).`,
    );
  });
  const late = delay(START_TIMEOUT_MS, undefined, { ref: false }).then(() => {
    throw new Error(`The host did not listen within ${START_TIMEOUT_MS} ms.`);
  });
  // Whichever of these loses the race may still reject later.
  for (const loser of [listening, ended, late]) loser.catch(() => undefined);
  return Promise.race([listening, ended, late]);
}
