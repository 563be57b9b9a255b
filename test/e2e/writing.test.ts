import { test } from 'vitest';
import { expect as expectValue } from 'vitest';
import { findings } from '../support/pages/axe.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { expect, visit } from '../support/pages/visit.ts';

const house = openHouse();

const RICH = `**Tonight** at *seven*, ~~not six~~:
- bring \`cups\`
- see [the plan](http://plan.example/a_b_c) or http://plan.example/x_y_z

> Who brings tea?
||I do||
\`\`\`ts
const lamp: string = 'on'; // always
\`\`\``;

test.each(['light', 'dark'] as const)('marks become what they mean, readable in the %s', async (theme) => {
  const chat = await comeIn(await visit(house.browser, house.host.url, { context: { colorScheme: theme } }), {
    username: `Ada ${theme}`,
  });
  await chat.send(RICH);
  const message = chat.messages.last();
  await expect(message).toHaveAttribute('data-delivery', 'stored');
  await expect(message.locator('strong')).toHaveText('Tonight');
  await expect(message.locator('em')).toHaveText('seven');
  await expect(message.locator('s')).toHaveText('not six');
  await expect(message.getByRole('listitem')).toHaveCount(2);
  await expect(message.locator('blockquote')).toHaveText('Who brings tea?');
  await expect(message.getByRole('link', { name: 'the plan' })).toHaveAttribute(
    'href',
    'http://plan.example/a_b_c',
  );
  await expect(message.getByRole('link', { name: 'x_y_z' })).toHaveAttribute(
    'href',
    'http://plan.example/x_y_z',
  );
  await expect(message.locator('.hljs-keyword')).toHaveText('const');

  const spoiler = message.getByRole('button', { name: chat.words('writing.spoilerShow') });
  await expect(message.getByText('I do')).not.toBeVisible();
  expectValue(await findings(chat.page)).toEqual([]);
  await spoiler.press('Enter');
  await expect(message.getByText('I do')).toBeVisible();
});

test('nothing that is written becomes anything but words', async () => {
  const chat = await comeIn(await visit(house.browser, house.host.url), { username: 'Mallory' });
  const nasty = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) **<script>alert(1)</script>**';
  await chat.send(nasty);
  const message = chat.messages.last();
  await expect(message).toContainText('<img src=x onerror=alert(1)> [x](javascript:alert(1))');
  await expect(message.locator('strong')).toHaveText('<script>alert(1)</script>');
  await expect(message.getByRole('link')).toHaveCount(0);
  await expect(message.locator('.message-text img, .message-text script')).toHaveCount(0);
});

test('what is hidden can’t be reached before it is shown, and a link holds nothing else to press', async () => {
  const chat = await comeIn(await visit(house.browser, house.host.url), { username: 'Gus' });
  await chat.send('||ask @Gus, see http://plan.example/x|| and [@Gus there](http://plan.example/y)');
  const text = chat.messages.last().locator('.message-text');
  await expect(text.getByRole('link', { name: '@Gus there' })).toBeVisible();
  expectValue(await text.locator('button button, a button, button a').count()).toBe(0);
  expectValue(await findings(chat.page)).toEqual([]);
  await text.getByRole('button', { name: chat.words('writing.spoilerShow') }).click();
  await expect(text.getByRole('button', { name: '@Gus' })).toBeVisible();
});

test('people, rooms and emoji are offered while one writes, and stand out where they are meant', async () => {
  const ada = await comeIn(await visit(house.browser, house.host.url), { username: 'Ada Byron' });
  const bo = await comeIn(await visit(house.browser, house.host.url, { device: 'phone' }), {
    username: 'Bo',
  });
  const keys = ada.page.keyboard;
  const options = ada.page.getByRole('option');

  await ada.composer.focus();
  await keys.type('Hi @b');
  await expect(options.first()).toHaveText('Bo');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  expectValue(await findings(ada.page)).toEqual([]);
  await keys.press('Enter');
  await expect(ada.composer).toHaveValue('Hi @Bo ');
  await keys.type('in #kit');
  await keys.press('Tab');
  await expect(ada.composer).toHaveValue('Hi @Bo in #Kitchen Table ');
  await keys.type(':grinning');
  await expect(options.first()).toContainText('grinning');
  await keys.press('Enter');
  await expect(ada.composer).toHaveValue(/Table \p{Extended_Pictographic} $/u);
  await keys.type('@bo');
  await keys.press('Escape');
  await expect(options).toHaveCount(0);
  await keys.press('Enter');
  await expect(ada.composer).toHaveValue('');

  const message = bo.messages.last();
  await expect(message).toHaveAttribute('data-means-me', 'true');
  await expect(message.getByRole('button', { name: '@Bo' }).first()).toBeVisible();
  await message.getByRole('link', { name: '#Kitchen Table' }).click();
  await bo.isInRoom('Kitchen Table');
  await expect(ada.messages.last()).not.toHaveAttribute('data-means-me');
});
