import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { ensureChromium } from '../browser.ts';

const FLAGS = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A window that another covers, or that the double calls hidden, still works.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // The tests' side attaches to the same pages.
  '--remote-debugging-port=0',
];

let browser: Promise<Browser> | null = null;
/** Pages on their way; the driver can't bear that the browser ends meanwhile. */
const opening = new Set<Promise<unknown>>();

/** The browser whose windows are the app's, started with the first of them. */
function openChromium(): Promise<Browser> {
  browser ??= start();
  return browser;
}

async function start(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureChromium(),
    headless: !process.env['DISPLAY'],
    // The app decides about signals; the browser ends with this process's pipe in any case.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [...FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

/** Cookies, storage and cache of their own, as a partition has. Nothing outlives the process. */
export async function openContext(locale: string): Promise<BrowserContext> {
  const started = await openChromium();
  return started.newContext({ locale, reducedMotion: 'reduce', acceptDownloads: true });
}

/** Lets the browser's end wait for this page. */
export function noteOpening(page: Promise<unknown>): void {
  const settled: Promise<unknown> = page.then(
    () => opening.delete(settled),
    () => opening.delete(settled),
  );
  opening.add(settled);
}

export async function closeChromium(): Promise<void> {
  await Promise.all(opening);
  await browser?.then((started) => started.close()).catch(() => undefined);
}

/** Where the tests' side can attach, or null before the first window. */
export async function debuggingUrl(): Promise<string | null> {
  if (browser === null) return null;
  const session = await (await browser).newBrowserCDPSession();
  const { commandLine } = await session.send('SystemInfo.getInfo');
  await session.detach();
  const folder = /--user-data-dir=(\S+)/.exec(commandLine)?.[1];
  if (folder === undefined) throw new Error('Chromium does not say where its profile is.');
  const [port] = (await readFile(path.join(folder, 'DevToolsActivePort'), 'utf8')).split('\n');
  return `http://127.0.0.1:${String(port)}`;
}
