import { expect as expectValue, test } from 'vitest';
import { paper, photo, pick, uploads } from '../support/pages/attachments.ts';
import { findings } from '../support/pages/axe.ts';
import { joinWith } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { press } from '../support/pages/press.ts';
import { expect, visit } from '../support/pages/visit.ts';

const NAME = 'ridge-house.local';
const house = openHouse({ flags: ['--name', 'Ridge House'], hostRules: `MAP ${NAME} 127.0.0.1` });

test.each([
  ['en', 'Wren', 'IMG_0001.jpg'],
  ['zh-CN', '小林', 'IMG_0002.jpg'],
] as const)('files are sent from a phone on plain http, in %s', async (language, username, name) => {
  const address = `http://${NAME}:${house.host.port}`;
  const visitor = await visit(house.browser, address, { device: 'phone', language });
  const chat = await joinWith(visitor, username);
  const { page, words } = chat;
  expectValue(await page.evaluate(() => isSecureContext)).toBe(false);

  // The camera has a button of its own, until the room is needed for words.
  const camera = page.getByRole('button', { name: words('attach.camera') });
  await expect(camera).toBeVisible();
  await expect(page.getByTestId('camera')).toHaveAttribute('capture', 'environment');
  await chat.composer.fill('…');
  await expect(camera).toHaveCount(0);
  await chat.composer.fill('');
  await page.getByTestId('camera').setInputFiles([await photo(name, { width: 1_200, height: 1_600 })]);
  await pick(chat, [
    paper('a name that is much too long for a phone of this width, and goes on.pdf', 90_000),
  ]);
  await expect(uploads(chat)).toHaveCount(2);
  for (const card of await uploads(chat).all()) await expect(card).toHaveAttribute('data-state', 'stored');
  await expect.poll(() => sidewaysScroll()).toBe(0);
  expectValue(await findings(page)).toEqual([]);
  await press(visitor, page.getByRole('button', { name: words('composer.send') }));

  const message = chat.messages.last();
  await expect(message).toHaveAttribute('data-delivery', 'stored');
  await expect(message.getByRole('img', { name })).toBeVisible();
  expectValue(await findings(page)).toEqual([]);
  expectValue(await sidewaysScroll()).toBe(0);

  await press(visitor, message.getByRole('link', { name: words('message.openPicture', { name }) }));
  const lightbox = page.getByRole('dialog', { name: words('lightbox.title') });
  await expect(lightbox.getByRole('img', { name })).toBeVisible();
  await press(visitor, lightbox.getByRole('button', { name: words('common.close') }));
  await expect(lightbox).toHaveCount(0);

  function sidewaysScroll(): Promise<number> {
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
});
