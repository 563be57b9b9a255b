import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';
import { onCore } from '../machine/cores.ts';
import { processCpuMs } from '../machine/cpu-time.ts';
import type { ProbeAnswers } from '../machine/probe.ts';

export interface ServerCommand {
  /** A program that prints `{"event":"listening","port":N}`. */
  entry: string;
  args: readonly string[];
  nodeFlags?: readonly string[];
  core: number | null;
  env?: NodeJS.ProcessEnv;
  /** Where V8's CPU profile of the run goes; null for none. */
  profileDir: string | null;
}

const PROBE = path.join(import.meta.dirname, '../machine/probe.ts');
const START_PATIENCE_MS = 120_000;
const STOP_PATIENCE_MS = 20_000;

/** A server under test, running. */
export class ServerProcess {
  readonly address: { host: string; port: number };
  /** From the start of the process until it said that it listens, in milliseconds. */
  readonly startMs: number;
  private readonly child: ChildProcess;

  static async start({
    entry,
    args,
    nodeFlags = [],
    core,
    env,
    profileDir,
  }: ServerCommand): Promise<ServerProcess> {
    const flags = [
      '--expose-gc',
      '--disable-warning=ExperimentalWarning',
      `--import=${PROBE}`,
      ...nodeFlags,
      ...(profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]),
    ];
    const [command, all] = onCore(core, process.execPath, [...flags, entry, ...args]);
    const startedAt = performance.now();
    const child = spawn(command, all, {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env },
    });
    const killWithBench = (): void => void child.kill('SIGKILL');
    process.once('exit', killWithBench);
    child.once('exit', () => process.off('exit', killWithBench));
    try {
      const port = await listeningPort(child);
      return new ServerProcess(child, port, performance.now() - startedAt);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  private constructor(child: ChildProcess, port: number, startMs: number) {
    this.child = child;
    this.address = { host: '127.0.0.1', port };
    this.startMs = startMs;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** CPU time of all its threads so far, in milliseconds. */
  cpuMs(): number {
    return processCpuMs(this.pid);
  }

  async ask<Question extends keyof ProbeAnswers>(question: Question): Promise<ProbeAnswers[Question]> {
    const answered = once(this.child, 'message');
    this.child.send(question);
    const [{ answer }] = (await answered) as [{ answer: ProbeAnswers[Question] }];
    return answer;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_PATIENCE_MS);
    this.child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  }
}

function listeningPort(child: ChildProcess): Promise<number> {
  const errors: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors.push(text);
    if (errors.length > 100) errors.shift();
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not listen in time')), START_PATIENCE_MS);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended (${String(code)}): ${errors.join('')}`)));
    if (!child.stdout) throw new Error('the server has no stdout');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { event: string; port: number };
      if (said.event !== 'listening') return;
      clearTimeout(timer);
      resolve(said.port);
    });
  });
}
