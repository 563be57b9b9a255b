import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';

const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji'];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Chromium looks for its maker's hosts at every start; these keep it quiet where there is no internet. */
const QUIET_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface LaunchOptions {
  /** Chromium's `--host-resolver-rules`, such as `MAP porch.test 127.0.0.1`: a name that is not localhost. */
  hostRules?: string;
  /** A program that runs Chromium in a place of its own and hands all arguments on. */
  executable?: string;
}

/** A headless browser; the caller closes it. */
export async function launchBrowser({ hostRules, executable }: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: executable ?? (await ensureChromium()),
    headless: true,
    args: [
      ...QUIET_FLAGS,
      // Chromium's sandbox refuses to run as root, which is who tests are in a container.
      ...(isRoot() ? ['--no-sandbox'] : []),
      ...(hostRules === undefined ? [] : [`--host-resolver-rules=${hostRules}`]),
    ],
  });
}

/** The path of a Chromium, installed first where there is none. Throws a sentence that says what to do. */
export async function ensureChromium(): Promise<string> {
  const chosen = process.env['PORCHLIGHT_CHROMIUM'];
  if (chosen !== undefined && !existsSync(chosen)) {
    throw new Error(`PORCHLIGHT_CHROMIUM says ${chosen}, but there is no such file.`);
  }
  const found = chosen ?? findChromium();
  if (found !== undefined) return found;
  if (isRoot() && existsSync('/etc/debian_version')) installFromDebian();
  else installFromPlaywright();
  const installed = findChromium();
  if (installed === undefined) {
    throw new Error(
      'The browser tests need Chromium. Install Chromium or Chrome, or set PORCHLIGHT_CHROMIUM to its path.',
    );
  }
  return installed;
}

function findChromium(): string | undefined {
  return [...USUAL_PLACES, chromium.executablePath()].find((place) => existsSync(place));
}

function installFromDebian(): void {
  const run = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  run('update');
  run('install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES);
}

function installFromPlaywright(): void {
  const cli = path.join(PROJECT_ROOT, 'node_modules/playwright-core/cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
