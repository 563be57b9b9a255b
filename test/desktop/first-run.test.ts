import path from 'node:path';
import { expect as expectValue, test } from 'vitest';
import adminTexts from '../../renderer/admin/i18n/languages/en.ts';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import { chatOf } from '../support/pages/chat.ts';
import { joinWith } from '../support/pages/front-door.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { wordsOf } from '../support/pages/words.ts';
import { plugInDevice, whyNoOtherDevice } from './support/another-device.ts';
import { startAppForTest } from './support/hosting-app.ts';

const why = whyNoOtherDevice();
const PICTURES = path.join(PROJECT_ROOT, 'test-results/desktop');

test.skipIf(why !== null)(
  `from the first start to a phone that chats${why === null ? '' : ` (not here: ${why})`}`,
  async () => {
    const { app, page } = await startAppForTest({ args: ['--port', '0', '--no-mdns'] });

    // One question, with the network's name filled in.
    await expect(page.getByLabel(adminTexts['first.place'])).not.toHaveValue('');
    await page.screenshot({ path: path.join(PICTURES, 'first-run.png') });
    await page.getByLabel(adminTexts['first.name']).fill('Olive');
    await page.getByLabel(adminTexts['first.place']).fill('Ridge House');
    await page.getByRole('button', { name: adminTexts['first.submit'] }).click();

    // The host screen, with an address that other devices can use.
    await expect(page.getByText(adminTexts['arrivals.none'])).toBeVisible();
    const text = await page.locator('body').innerText();
    const port = /http:\/\/[\d.]+:(\d+)/.exec(text.replace(/\s+/g, ''))?.[1];
    expectValue(port).toBeDefined();
    await page.screenshot({ path: path.join(PICTURES, 'host-screen.png') });

    // A phone on the same network.
    const { hostAddress, openBrowser } = await plugInDevice();
    const phone = await openBrowser();
    const ben = await joinWith(
      await visit(phone, `http://${hostAddress}:${String(port)}`, { device: 'phone' }),
      'Ben',
    );
    await ben.post('Is this thing on?');

    // The host screen shows the arrival, and the chat window is signed in as the owner.
    await expect(page.locator('.arrivals__name', { hasText: 'Ben' })).toBeVisible();
    await expect(page.getByText(adminTexts['arrivals.here'])).toHaveCount(0);
    await page.screenshot({ path: path.join(PICTURES, 'somebody-arrived.png') });
    await page.getByRole('button', { name: adminTexts['nav.chat'] }).click();
    const window = await app.windowWhere((url) => url.startsWith('http://127.0.0.1'));
    const olive = chatOf({
      context: window.context(),
      page: window,
      origin: new URL(window.url()).origin,
      device: 'desktop',
      words: wordsOf('en'),
      open: () => Promise.resolve(),
      openTab: () => Promise.reject(new Error('A window has no tabs.')),
    });
    const chat = await olive;
    await chat.hasMessage('Is this thing on?');
    await chat.post('It is');
    await ben.hasMessage('It is');
    await window.screenshot({ path: path.join(PICTURES, 'chat-window.png') });
  },
);

test('a host that nobody has set up ends with its window', async () => {
  const { app, page } = await startAppForTest({ args: ['--port', '0', '--no-mdns'] });
  await expect(page.getByLabel(adminTexts['first.place'])).not.toHaveValue('');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expectValue(await app.exited).toBe(0);
});
