import path from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { expect as expectValue, onTestFinished, test } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import { launchBrowser } from '../support/browser.ts';
import { startHost } from '../support/host-process.ts';
import { enliven, type Name } from '../support/lively-house.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { expect, visit, type Device } from '../support/pages/visit.ts';
import { setUpOwner } from '../support/people.ts';

/** The README shows these; they are made anew when somebody asks for it. */
const FOLDER = path.join(PROJECT_ROOT, process.env['UPDATE_SCREENSHOTS'] === '1' ? 'docs' : 'test-results');
/** A page without its content has a handful. */
const COLOURS_MIN = 200;

test.each<[string, Device, Name, string, Name, BrowserContextOptions]>([
  [
    'screenshot.png',
    'desktop',
    'Olive',
    'Doors open soon. See you all on the porch!',
    'Priya',
    { colorScheme: 'light', deviceScaleFactor: 2 },
  ],
  [
    'screenshot-phone.png',
    'phone',
    'Tom',
    'I can be loud. Ask my neighbours.',
    'Mia',
    { colorScheme: 'dark' },
  ],
])('a busy morning makes %s', async (file, device, viewer, words, typist, look) => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const host = await startHost({ flags: ['--name', 'Ridge House', '--no-rate-limits'] });
  onTestFinished(() => host.stop().then(() => undefined));
  const house = await enliven(host, await setUpOwner(host), ['Jonas', viewer]);
  onTestFinished(() => house.close());

  const context = { ...look, timezoneId: whereItIsMorning() };
  const chat = await comeIn(await visit(browser, host.url, { device, context }), {
    username: viewer,
    password: house.passwordOf(viewer),
  });
  await chat.post(words);
  house.type(typist);
  await expect(chat.page.getByText(chat.words('typing.one', { name: typist }))).toBeVisible();
  // Nothing on the picture that a hand has left there.
  await chat.page.mouse.move(0, 0);
  const picture = await chat.page.screenshot({ path: path.join(FOLDER, file), caret: 'hide' });

  const canvas = await browser.newPage();
  expectValue(await canvas.evaluate(countColours, picture.toString('base64'))).toBeGreaterThan(COLOURS_MIN);
});

/** A time zone in which it is between nine and ten o'clock now. */
function whereItIsMorning(): string {
  const behind = new Date().getUTCHours() - 9;
  // East of Greenwich these names carry a minus; there are fourteen of them there and twelve in the west.
  return behind === 0
    ? 'Etc/GMT'
    : `Etc/GMT${behind > 12 ? behind - 24 : behind > 0 ? `+${behind}` : behind}`;
}

/** Runs in the browser. */
async function countColours(base64: string): Promise<number> {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0);
  const pixels = context?.getImageData(0, 0, image.width, image.height).data.buffer;
  return new Set(new Uint32Array(pixels ?? new ArrayBuffer())).size;
}
