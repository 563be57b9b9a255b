// npm start: the desktop app where one can open, else the same host in this terminal.
import { buildApp, isAppStale } from './app-build.ts';
import { fetchRuntime } from './desktop/fetch-runtime.ts';
import { findDesktopRuntime } from './desktop/find-runtime.ts';
import { openDesktop } from './desktop/open-desktop.ts';
import { ensurePage } from './ensure-page.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { runHost } from './run-host.ts';

/** Who gives one of these wants words in the terminal, not a window. */
const TERMINAL_FLAGS = ['--help', '-h', '--version', '-v', '--json'];

const flags = process.argv.slice(2);
const reason = flags.some((flag) => TERMINAL_FLAGS.includes(flag)) ? null : await tryDesktop();
if (reason !== undefined) {
  if (reason !== null) process.stderr.write(`${reason}, so the host runs in this terminal.\n`);
  await ensurePage();
  await runHost(flags);
}

/** Gives why there is no desktop app; undefined once it has run. */
async function tryDesktop(): Promise<string | undefined> {
  const binary = await desktopBinary();
  if (typeof binary !== 'string') return binary.reason;
  await ensurePage();
  if (await isAppStale(PROJECT_ROOT)) await buildApp(PROJECT_ROOT);
  const end = await openDesktop(binary, PROJECT_ROOT, flags);
  if (end.kind === 'not-started') return end.reason;
  process.exitCode = end.exitCode;
  return undefined;
}

async function desktopBinary(): Promise<string | { reason: string }> {
  const place = {
    root: PROJECT_ROOT,
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
  };
  const found = findDesktopRuntime(place);
  if (found.kind === 'found') return found.binary;
  if (found.kind === 'impossible') return found;
  const fetched = await fetchRuntime(PROJECT_ROOT, process.env);
  if (fetched.kind === 'failed') return fetched;
  const now = findDesktopRuntime(place);
  return now.kind === 'found' ? now.binary : { reason: 'No desktop runtime here' };
}
