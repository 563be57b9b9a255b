import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { _electron, chromium, type Browser, type Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import type { ControlAnswer, ControlQuestion, OpenPages } from './electron-double/control.ts';
import type { ElectronDouble } from './electron-double/electron.ts';
import { makeTempDir } from './temp-dir.ts';
import { virtualDisplay } from './virtual-display.ts';

const REGISTER = new URL('./electron-double/register.mjs', import.meta.url).href;
const WINDOW_PATIENCE_MS = 30_000;
const CLOSE_PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 50;

export interface ElectronAppOptions {
  /** The app's main script; without it the project's own (the real Electron takes the built one). */
  main?: string;
  args?: readonly string[];
  env?: Record<string, string>;
  /** A `userData` that stays; without it the app gets a new one that goes with it. */
  userData?: string;
}

/** Has the shape of Playwright's ElectronApplication, and is one where ELECTRON_BINARY names an Electron. */
export interface ElectronApp {
  /** Runs a function in the app's main process, with the `electron` module. It can use nothing from outside itself. */
  evaluate<Result, Argument = undefined>(
    run: (electron: ElectronDouble, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  firstWindow(): Promise<Page>;
  /** Open windows, oldest first, hidden ones too. */
  windows(): Promise<Page[]>;
  /** Waits for a window whose address the function accepts. */
  windowWhere(isIt: (url: string) => boolean): Promise<Page>;
  /** Starts the app again on the same `userData` and gives the exit code of that second process. */
  startAgain(args?: readonly string[]): Promise<number | null>;
  /** The exit code, once it has ended. */
  exited: Promise<number | null>;
  process(): ChildProcess;
  /** What it has written to stderr so far. */
  stderr(): string;
  /** Quits it as a signal does, and removes its `userData` if that was made for it. */
  close(): Promise<void>;
  userData: string;
  isDouble: boolean;
}

export async function launchElectron(options: ElectronAppOptions = {}): Promise<ElectronApp> {
  const ownDir = options.userData === undefined ? await makeTempDir() : null;
  const userData = options.userData ?? ownDir?.path ?? '';
  const args = [`--user-data-dir=${userData}`, ...(options.args ?? [])];
  const display = await virtualDisplay();
  const env: Record<string, string> = {
    ...(process.env as Record<string, string>),
    ...(display === null ? {} : { DISPLAY: display }),
    ...options.env,
  };
  const binary = process.env['ELECTRON_BINARY'];
  const main = options.main ?? (binary ? PROJECT_ROOT : path.join(PROJECT_ROOT, 'main/index.ts'));
  const launched =
    binary === undefined || binary === ''
      ? launchDouble(main, args, env)
      : await launchReal(binary, main, args, env);
  return {
    ...launched,
    userData,
    startAgain: (more = []) => startAgain(binary, main, [`--user-data-dir=${userData}`, ...more], env),
    close: async () => {
      await launched.close();
      await ownDir?.remove();
    },
  };
}

type Launched = Omit<ElectronApp, 'startAgain' | 'userData'>;

async function launchReal(
  executablePath: string,
  main: string,
  args: string[],
  env: Record<string, string>,
): Promise<Launched> {
  const app = await _electron.launch({ executablePath, args: [main, ...args], env });
  const child = app.process();
  const stderr: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  return {
    evaluate: (run, argument) => app.evaluate(run as never, argument as never) as never,
    firstWindow: () => app.firstWindow(),
    windows: () => Promise.resolve(app.windows()),
    windowWhere: (isIt) =>
      waitFor(
        () => Promise.resolve(app.windows()),
        isIt,
        () => stderr.join(''),
      ),
    exited: once(child, 'exit').then(([code]) => code as number | null),
    process: () => child,
    stderr: () => stderr.join(''),
    close: () => app.close(),
    isDouble: false,
  };
}

function launchDouble(main: string, args: string[], env: Record<string, string>): Launched {
  const child = fork(main, args, {
    execArgv: ['--import', REGISTER],
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const stderr: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const ask = askThrough(child, exited, () => stderr.join(''));
  const killIt = () => void child.kill('SIGKILL');
  process.once('exit', killIt);

  let attached: Browser | null = null;
  const windows = async (): Promise<Page[]> => {
    const { url, targets } = await ask<OpenPages>({ kind: 'pages' });
    if (url === null) return [];
    attached ??= await chromium.connectOverCDP(url);
    return pagesOf(attached, targets);
  };
  return {
    evaluate: (run, argument) => ask({ kind: 'evaluate', source: String(run), argument }),
    windows,
    firstWindow: () =>
      waitFor(
        windows,
        (url) => url !== 'about:blank',
        () => stderr.join(''),
      ),
    windowWhere: (isIt) => waitFor(windows, isIt, () => stderr.join('')),
    exited,
    process: () => child,
    stderr: () => stderr.join(''),
    close: async () => {
      await attached?.close();
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const timer = setTimeout(killIt, CLOSE_PATIENCE_MS);
      await exited;
      clearTimeout(timer);
      process.off('exit', killIt);
    },
    isDouble: true,
  };
}

function askThrough(child: ChildProcess, exited: Promise<number | null>, stderr: () => string) {
  type Unnumbered<Question> = Question extends unknown ? Omit<Question, 'id'> : never;
  const waiting = new Map<number, (answer: ControlAnswer) => void>();
  let lastId = 0;
  child.on('message', (answer: ControlAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  void exited.then((code) => {
    const error = `The app ended with ${String(code)}.\n${stderr()}`;
    for (const [id, settle] of waiting) settle({ id, error });
  });
  return <Value>(question: Unnumbered<ControlQuestion>): Promise<Value> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, ({ value, error }) => {
        if (error === undefined) resolve(value as Value);
        else reject(new Error(error));
      });
      child.send({ id, ...question }, (error) => {
        if (error !== null) reject(new Error(`The app does not listen: ${error.message}\n${stderr()}`));
      });
    });
}

/** The pages with these target ids, in their order. */
async function pagesOf(browser: Browser, targets: readonly string[]): Promise<Page[]> {
  const byTarget = new Map<string, Page>();
  for (const context of browser.contexts()) {
    for (const page of context.pages()) {
      const session = await context.newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await session.detach();
      byTarget.set(targetInfo.targetId, page);
    }
  }
  return targets.map((target) => byTarget.get(target)).filter((page) => page !== undefined);
}

async function waitFor(
  windows: () => Promise<Page[]>,
  isIt: (url: string) => boolean,
  stderr: () => string,
): Promise<Page> {
  const deadline = performance.now() + WINDOW_PATIENCE_MS;
  for (;;) {
    const open = await windows();
    const found = open.find((page) => isIt(page.url()));
    if (found !== undefined) return found;
    if (performance.now() > deadline) {
      const urls = open.map((page) => page.url()).join(', ');
      throw new Error(`No such window in ${WINDOW_PATIENCE_MS} ms; open: ${urls}\n${stderr()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function startAgain(
  binary: string | undefined,
  main: string,
  args: string[],
  env: Record<string, string>,
): Promise<number | null> {
  const child =
    binary === undefined || binary === ''
      ? spawn(process.execPath, ['--import', REGISTER, main, ...args], { env, stdio: 'inherit' })
      : spawn(binary, [main, ...args], { env, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
