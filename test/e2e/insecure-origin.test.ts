import { expect as expectValue, test } from 'vitest';
import { chatOf } from '../support/pages/chat.ts';
import { joinWith } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { act, pickEmoji, reaction, reactWith } from '../support/pages/message-actions.ts';
import { expect, visit, type Device } from '../support/pages/visit.ts';

// What browsers take away on plain http they leave to localhost: only another name shows what people get.
const NAME = 'ridge-house.local';
const house = openHouse({ flags: ['--name', 'Ridge House'], hostRules: `MAP ${NAME} 127.0.0.1` });

test.each<[Device]>([['desktop'], ['phone']])('everything works on plain http on a %s', async (device) => {
  const address = `http://${NAME}:${house.host.port}`;
  const visitor = await visit(house.browser, address, { device });
  const chat = await joinWith(visitor, `Wren on a ${device}`);
  const { page, words } = chat;
  expectValue(await page.evaluate(() => isSecureContext)).toBe(false);

  const text = `Sent from a ${device}`;
  await chat.post(text);
  await reactWith(chat, text, 'party popper', '🎉');
  await expect(reaction(chat, text, '🎉')).toContainText('1');

  await act(chat, text, 'message.copyText');
  await expect(page.getByText(words('message.textCopied'))).toBeVisible();
  await chat.composer.focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(chat.composer).toHaveValue(text);

  await chat.composer.fill('On my way ');
  await chat.pressButton('composer.emoji');
  await pickEmoji(chat, 'bicycle', '🚲');
  await expect(chat.composer).toHaveValue(/^On my way 🚲\uFE0F?$/);

  await page.reload();
  const again = await chatOf(visitor);
  await again.hasMessage(text);
  await expect(reaction(again, text, '🎉')).toContainText('1');
  await again.post(`Still me on a ${device}`);
});
