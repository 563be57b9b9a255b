import { test } from 'vitest';
import { chatOf } from '../support/pages/chat.ts';
import { comeIn, signIn } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { OWNER } from '../support/people.ts';

const house = openHouse();

test('signing in on a second device ends the first with a word and keeps what was being written there', async () => {
  const desk = await comeIn(await visit(house.browser, house.host.url), OWNER);
  await desk.composer.fill('Half a thought');

  const phone = await visit(house.browser, house.host.url, { device: 'phone' });
  await phone.open('/');
  const pocket = await signIn(phone, OWNER);

  const { words, page } = desk;
  await expect(page.getByRole('heading', { name: words('ended.elsewhereTitle') })).toBeVisible();
  await expect(page.getByText(words('ended.elsewhereText'))).toBeVisible();
  await pocket.post('Now from my pocket');

  // The way back asks for the password: an account is not passed on by whoever finds its page.
  await desk.pressButton('ended.elsewhereAction');
  await expect(page.getByLabel(words('join.name'))).toHaveValue(OWNER.username);
  await page.getByLabel(words('join.password'), { exact: true }).fill(OWNER.password);
  await desk.pressButton('join.signIn');
  const back = await chatOf(desk.visit);
  await back.hasMessage('Now from my pocket');
  await expect(back.composer).toHaveValue('Half a thought');
  await expect(pocket.page.getByRole('heading', { name: words('ended.elsewhereTitle') })).toBeVisible();
});

test('two tabs of one browser both stay and show the same', async () => {
  const first = await comeIn(await visit(house.browser, house.host.url), OWNER);
  const second = await chatOf(await first.visit.openTab('/'));

  await second.post('From the second tab');
  await first.hasMessage('From the second tab');
  await first.post('From the first tab');
  await second.hasMessage('From the first tab');
});
