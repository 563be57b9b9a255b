// node download-runtime.ts ROOT: puts Electron's runtime into ROOT/node_modules/electron. Progress goes to stderr; where it
// fails, stdout holds the reason in a few words and the exit code is 1.
import { createRequire } from 'node:module';
import path from 'node:path';
import { FETCH_LIMITS } from './limits.ts';

/** What is used of `@electron/get`, which the `electron` package brings along for its own install script. */
interface ElectronGet {
  downloadArtifact: (request: {
    version: string;
    artifactName: 'electron';
    platform: string;
    arch: string;
    cacheRoot: string | undefined;
    checksums: unknown;
    downloadOptions: {
      quiet: boolean;
      signal: AbortSignal;
      getProgressCallback: (progress: { percent: number }) => Promise<void>;
    };
  }) => Promise<string>;
}

const installScript = path.join(process.argv[2] ?? '', 'node_modules/electron/install.js');
const requireAsElectron = createRequire(installScript);

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    await assertReachable();
    await download();
    // Finds the file in the cache, unpacks it and writes down where it is. It ends the process with 1 where it fails.
    requireAsElectron(installScript);
    return 0;
  } catch (error) {
    process.stdout.write(`${shortReason(error)}\n`);
    return 1;
  }
}

async function assertReachable(): Promise<void> {
  const mirror = process.env['npm_config_electron_mirror'] ?? process.env['ELECTRON_MIRROR'];
  await fetch(mirror ?? 'https://github.com/', {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(FETCH_LIMITS.reachableMs),
  });
}

/** The same request as the install script's, so that it finds the result in its cache. */
async function download(): Promise<void> {
  const { version } = requireAsElectron('./package.json') as { version: string };
  const { downloadArtifact } = requireAsElectron('@electron/get') as ElectronGet;
  const env = process.env;
  const stalled = new AbortController();
  const restartTimer = () => setTimeout(() => stalled.abort(), FETCH_LIMITS.stallMs);
  let timer = restartTimer();
  const show = progressWriter();
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: env['ELECTRON_INSTALL_PLATFORM'] ?? process.platform,
      arch: env['ELECTRON_INSTALL_ARCH'] ?? process.arch,
      cacheRoot: env['electron_config_cache'],
      checksums: env['electron_use_remote_checksums'] ? undefined : requireAsElectron('./checksums.json'),
      downloadOptions: {
        quiet: true,
        signal: stalled.signal,
        getProgressCallback: async ({ percent }) => {
          clearTimeout(timer);
          timer = restartTimer();
          show(Math.floor(percent * 100));
        },
      },
    });
  } finally {
    clearTimeout(timer);
  }
}

/** One line that is rewritten where the terminal can do that, else a line now and then. */
function progressWriter(): (percent: number) => void {
  const { stderr } = process;
  const step = stderr.isTTY ? 1 : FETCH_LIMITS.progressStepPercent;
  let next = 0;
  return (percent) => {
    if (percent < next) return;
    next = percent - (percent % step) + step;
    const line = `Fetching the desktop runtime, once: ${percent} %`;
    stderr.write(stderr.isTTY ? `\r${line}${percent >= 100 ? '\n' : ''}` : `${line}\n`);
  };
}

function shortReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer';
  if (error instanceof TypeError) return 'no internet';
  return error.message.split('\n')[0] ?? error.name;
}
