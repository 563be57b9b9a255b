import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FETCH_LIMITS } from './limits.ts';

export type FetchOutcome =
  | { kind: 'fetched' }
  /** `reason` is the beginning of a sentence for people. */
  | { kind: 'failed'; reason: string };

/**
 * Fetches the runtime of the `electron` package of this project, once, with its progress on stderr. Takes no longer than
 * `FETCH_LIMITS` say, and not a moment where fetching is switched off (`PORCHLIGHT_NO_DOWNLOAD`, `CI`) or failed within
 * the last day.
 */
export async function fetchRuntime(root: string, env: NodeJS.ProcessEnv): Promise<FetchOutcome> {
  const note = path.join(root, 'node_modules/.cache/porchlight/runtime-fetch-failed');
  if (!existsSync(path.join(root, 'node_modules/electron/install.js'))) {
    return failed('No desktop runtime here');
  }
  if (isOn(env['PORCHLIGHT_NO_DOWNLOAD']) || isOn(env['CI'])) {
    return failed('No desktop runtime here, and fetching it is switched off');
  }
  if (await isRecent(note)) {
    return failed('No desktop runtime here, and fetching it failed today');
  }
  const problem = await runDownload(root, env);
  if (problem === null) {
    await rm(note, { force: true });
    return { kind: 'fetched' };
  }
  await mkdir(path.dirname(note), { recursive: true });
  await writeFile(note, `${problem}\n`);
  return failed(`The desktop runtime could not be fetched (${problem})`);
}

/** Null where all went well, else what went wrong, in a few words. */
async function runDownload(root: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const script = path.join(import.meta.dirname, 'download-runtime.ts');
  const child = spawn(process.execPath, [script, root], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = () => child.kill('SIGKILL');
  // Ctrl+C means the whole start.
  const stopAll = (signal: NodeJS.Signals) => {
    stop();
    process.removeListener(signal, stopAll);
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stopAll);
  const timer = setTimeout(stop, FETCH_LIMITS.totalMs);
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (code === 0) return null;
    return said.join('').trim().split('\n').at(-1) || 'it took too long';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
    for (const signal of signals) process.removeListener(signal, stopAll);
  }
}

async function isRecent(note: string): Promise<boolean> {
  const found = await stat(note).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < FETCH_LIMITS.retryAfterMs;
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value);
}

function failed(reason: string): FetchOutcome {
  return { kind: 'failed', reason };
}
