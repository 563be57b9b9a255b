import { ensureChromium } from './browser.ts';

/** Before the browser suite: an installation takes longer than any one test may. */
export default async function setup(): Promise<void> {
  await ensureChromium();
}
