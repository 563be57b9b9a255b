import { beforeAll, expect as expectValue, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { findings } from '../support/pages/axe.ts';
import { chatOf, type Chat } from '../support/pages/chat.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { openHouse } from '../support/pages/house.ts';
import { isInView } from '../support/pages/in-view.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { joinAs } from '../support/people.ts';
import { seedRoom } from '../support/seed-room.ts';

const ROOM = { id: '1', name: 'Front Porch' };
const house = openHouse({ flags: ['--no-rate-limits'] });

beforeAll(async () => {
  const ada = await joinAs(house.host, 'Ada');
  const texts = Array.from({ length: 600 }, (_, index) =>
    index === 80 ? 'The lantern by the gate is broken' : `line ${index}`,
  );
  texts[300] = '明天十点在图书馆见';
  await seedRoom(house.host, [ada], ROOM.id, texts);
});

test('a message is found from the keyboard, shown in its place, and read on from there to the newest', async () => {
  const chat = await comeIn(await visit(house.browser, house.host.url), { username: 'Reader' });
  await expect(chat.message('line 599')).toBeInViewport();
  await chat.page.keyboard.press('Control+k');
  await expect(field(chat)).toBeFocused();
  await chat.page.keyboard.type('lant');
  const hit = hits(chat).first();
  await expect(hit.locator('mark')).toHaveText(/lant/i);
  await hit.press('Enter');

  const found = chat.message('The lantern by the gate is broken');
  await expect(found).toBeInViewport();
  await expect(found).toHaveAttribute('data-marked', 'true');
  await expect(chat.page).toHaveURL(/\/room\/1\/message\/\d+$/);
  await expect(chat.message('line 79')).toBeInViewport();

  // On to the end, page by page, with nothing left out.
  const seen = new Set<string>();
  while (!(await isInView(chat.message('line 599')))) {
    for (const text of await chat.texts()) seen.add(text);
    await chat.timeline.evaluate((element) => {
      element.scrollBy({ top: element.clientHeight / 2, behavior: 'instant' });
    });
    await chat.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  for (const text of await chat.texts()) seen.add(text);
  for (let index = 81; index < 600; index++)
    if (index !== 300) expectValue(seen.has(`line ${index}`), `line ${index}`).toBe(true);

  await chat.page.goBack();
  await expect(chat.page).toHaveURL(/\/room\/1$/);
  await expect(chat.message('line 599')).toBeInViewport();
});

test('Chinese of two characters is found, nothing is said in words, and a filter that names nobody is told', async () => {
  const reader = await visit(house.browser, house.host.url, { language: 'zh-CN' });
  const chat = await comeIn(reader, { username: '读者' });
  await chat.pressButton('search.open');
  await field(chat).fill('十点');
  await expect(hits(chat)).toHaveCount(1);
  await expect(hits(chat).locator('mark')).toHaveText('十点');
  expectValue(await findings(chat.page)).toEqual([]);

  await field(chat).fill('不存在的');
  await expect(panelText(chat, chat.words('search.none', { text: '不存在的' }))).toBeVisible();
  await field(chat).fill('来自:无人 十点');
  await expect(panelText(chat, chat.words('search.unknown', { filters: 'from:无人' }))).toBeVisible();
});

test('on a phone the panel makes way for what was found, and a link to a message leads there', async () => {
  const phone = await visit(house.browser, house.host.url, { device: 'phone' });
  const chat = await comeIn(phone, { username: 'Walker' });
  await chat.pressButton('search.open');
  await field(chat).fill('lantern');
  await hits(chat).first().click();
  await expect(chat.message('The lantern by the gate is broken')).toBeInViewport();
  await expect(field(chat)).toHaveCount(0);

  // The way back to the newest; and what one writes is shown where it stands.
  await chat.pressButton('timeline.latest');
  await expect(chat.message('line 599')).toBeInViewport();
  await chat.page.goBack();
  await expect(chat.message('The lantern by the gate is broken')).toBeInViewport();
  const link = chat.page.url();
  await chat.post(`See ${link}`);
  await expect(chat.messages.last()).toBeInViewport();

  await chat.messages.last().getByRole('link').click();
  await expect(chat.message('The lantern by the gate is broken')).toBeInViewport();
  const other = await chatOf(await phone.openTab(new URL(link).pathname));
  await expect(other.message('The lantern by the gate is broken')).toBeInViewport();
});

function field(chat: Chat): Locator {
  return chat.page.getByRole('searchbox', { name: chat.words('search.label') });
}

function hits(chat: Chat): Locator {
  return chat.page.getByTestId('search-hit');
}

function panelText(chat: Chat, text: string): Locator {
  return chat.page.locator('.side-panel').getByText(text);
}
