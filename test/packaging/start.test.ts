import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import { writeElectronDist } from '../support/electron-stub/write-electron-dist.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

/** What the stub does: says how it was called, and waits for a signal. Its exit code tells which one came. */
const WAIT_FOR_SIGNAL = `
for (const [signal, code] of [['SIGINT', 42], ['SIGTERM', 43], ['SIGHUP', 44]]) {
  process.on(signal, () => process.exit(code));
}
console.log('node mode: ' + (process.env.ELECTRON_RUN_AS_NODE ?? 'off'));
setInterval(() => undefined, 60_000);
`;

let folder: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  folder = path.join(await tempDirForTest(), 'electron');
  const { CI: _ci, ELECTRON_BINARY: _binary, npm_lifecycle_event: _npm, ...rest } = process.env;
  env = { ...rest, DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: folder };
});

/** Shell words for the stub that run the script above. */
async function waitingScript(): Promise<string> {
  const script = `${folder}-waits.cjs`;
  await writeFile(script, WAIT_FOR_SIGNAL);
  return `exec '${process.execPath}' '${script}'`;
}

interface Started {
  child: ChildProcess;
  firstLine: () => Promise<string>;
  stderr: () => string;
  ended: Promise<[number | null, NodeJS.Signals | null]>;
}

/** As `npm start` does it, without npm in between. */
function start(flags: readonly string[] = []): Started {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start', ...flags], {
    cwd: PROJECT_ROOT,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(child, 'close') as Started['ended'];
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const lines = createInterface({ input: child.stdout });
  onTestFinished(async () => {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await ended;
  });
  return {
    child,
    ended,
    stderr: () => errors.join(''),
    firstLine: async () => {
      const silent = ended.then(() =>
        Promise.reject(new Error(`It ended without a line.\n${errors.join('')}`)),
      );
      const [line] = (await Promise.race([once(lines, 'line'), silent])) as [string];
      return line;
    },
  };
}

describe('npm start with a desktop runtime', () => {
  it('opens the app of this project and hands the flags on', async () => {
    await writeElectronDist(folder);
    const app = start(['--data', 'somewhere']);
    expect(await app.firstLine()).toBe(`stub electron: ${PROJECT_ROOT} --data somewhere`);
    expect(await app.ended).toEqual([0, null]);
  });

  it.each([0, 1, 3])("ends with the app's exit code %d", async (code) => {
    await writeElectronDist(folder, `exit ${code}`);
    expect(await start().ended).toEqual([code, null]);
  });

  it.each([
    ['SIGINT', 42],
    ['SIGTERM', 43],
    ['SIGHUP', 44],
  ] as const)('hands %s on to the app and waits for its end', async (signal, code) => {
    await writeElectronDist(folder, await waitingScript());
    const app = start();
    await app.firstLine();
    app.child.kill(signal);
    expect(await app.ended).toEqual([code, null]);
  });

  it('ends as shells do where a signal ended the app', async () => {
    await writeElectronDist(folder, 'kill -KILL $$');
    expect(await start().ended).toEqual([137, null]);
  });

  it('starts no plain Node where an editor asks its own terminal for one', async () => {
    env['ELECTRON_RUN_AS_NODE'] = '1';
    await writeElectronDist(folder, await waitingScript());
    const app = start();
    expect(await app.firstLine()).toBe('node mode: off');
    app.child.kill('SIGTERM');
    await app.ended;
  });
});

describe('npm start without one', () => {
  /** Gives what it said on stderr before the host's own words, which are on stdout. */
  async function startHeadless(): Promise<string> {
    const data = await tempDirForTest();
    const host = start(['--no-mdns', '--port', '0', '--bind', '127.0.0.1', '--data', data]);
    await host.firstLine();
    const said = host.stderr();
    host.child.kill('SIGTERM');
    expect(await host.ended).toEqual([0, null]);
    return said;
  }

  it('says in one line that there is no display, and runs the host', async () => {
    env['DISPLAY'] = env['WAYLAND_DISPLAY'] = '';
    expect(await startHeadless()).toBe('No display here, so the host runs in this terminal.\n');
  });

  it('says in one line why the runtime could not be started, and runs the host', async () => {
    await writeElectronDist(folder);
    await writeFile(path.join(folder, 'electron'), 'not a program');
    await chmod(path.join(folder, 'electron'), 0o644);
    expect(await startHeadless()).toMatch(
      /^The desktop app could not be started \(.*\), so .* this terminal\.\n$/,
    );
  });

  it('speaks in the terminal to who asks for words', async () => {
    await writeElectronDist(folder);
    const host = start(['--version']);
    expect(await host.firstLine()).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await host.ended).toEqual([0, null]);
  });
});
