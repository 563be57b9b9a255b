import path from 'node:path';
import { expect as vitestExpect, onTestFinished } from 'vitest';
import { expect as playwrightExpect } from '@playwright/test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';
import { watchForFaults } from './faults.ts';
import { wordsOf, type Language, type Words } from './words.ts';

/** A busy machine may take its time; the bound only tells a hang. */
const PATIENCE_MS = 15_000;
const PICTURES = path.join(PROJECT_ROOT, 'test-results');

/** Waits for a state of the page. */
export const expect = playwrightExpect.configure({ timeout: PATIENCE_MS });

export type Device = 'desktop' | 'phone';

const DEVICES: Readonly<Record<Device, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

export interface VisitOptions {
  device?: Device;
  language?: Language;
  mayLoseHost?: boolean;
  /** Over what the device has. */
  context?: BrowserContextOptions;
}

/** Somebody with a browser of their own, at one host. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Where the host is for them, without a slash at the end. */
  origin: string;
  device: Device;
  words: Words;
  open(path: string): Promise<void>;
  /** Another tab of the same browser, blank where no path is given. */
  openTab(path?: string): Promise<Visit>;
}

/**
 * A fresh browser profile for the running test. It is closed when the test is over, and the test fails if the page
 * did anything it must not do.
 *
 * @param address where the host is, such as `http://192.168.1.20:8322`
 */
export async function visit(browser: Browser, address: string, options: VisitOptions = {}): Promise<Visit> {
  const { device = 'desktop', language = 'en', mayLoseHost = false } = options;
  const { origin } = new URL(address);
  const context = await browser.newContext({
    ...DEVICES[device],
    locale: language,
    // Nothing is in the middle of a transition when a test looks.
    reducedMotion: 'reduce',
    ...options.context,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const faults = await watchForFaults(context, { origin, mayLoseHost });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(context, task.name);
    await context.close();
    vitestExpect(faults).toEqual([]);
  });
  return openTab();

  async function openTab(path?: string): Promise<Visit> {
    const page = await context.newPage();
    const tab: Visit = {
      context,
      page,
      origin,
      device,
      words: wordsOf(language),
      open: async (to) => {
        await page.goto(origin + to);
      },
      openTab: (to) => openTab(to),
    };
    if (path !== undefined) await tab.open(path);
    return tab;
  }
}

/** What was on the screen when a test failed, for whoever has to find out why. */
async function keepPictures(context: BrowserContext, testName: string): Promise<void> {
  const name = testName.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  for (const [index, page] of context.pages().entries()) {
    const { width = 0 } = page.viewportSize() ?? {};
    await page
      .screenshot({ path: path.join(PICTURES, `${name}-${width}-${index}.png`) })
      .catch(() => undefined);
  }
}
