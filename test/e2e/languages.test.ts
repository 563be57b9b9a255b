import type { Page } from 'playwright-core';
import { expect as expectValue, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startHost } from '../support/host-process.ts';
import { Chat, chatOf } from '../support/pages/chat.ts';
import { joinWith, setUp } from '../support/pages/front-door.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { wordsOf } from '../support/pages/words.ts';

/** Names and addresses stay what they are in every language. */
const NOT_WORDS = /Porchlight|https?:\/\/\S+|\bhttps?\b|\bPIN\b|English|\d[\d.]*|简体中文/g;

test('somebody whose browser speaks Chinese meets no English word on the way in, in the room or in the settings', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const host = await startHost({ env: { LC_ALL: 'zh_CN.UTF-8' } });
  onTestFinished(() => host.stop().then(() => undefined));

  const owner = await visit(browser, host.setupUrl!, { language: 'zh-CN' });
  await owner.page.goto(host.setupUrl!);
  await expect(owner.page.getByRole('heading', { name: owner.words('setup.title') })).toBeVisible();
  expectValue(await latinWords(owner.page)).toEqual([]);
  const olive = await setUp(owner, host.setupUrl!, {
    username: '小满',
    password: '门廊上那一盏旧灯笼',
    place: '山脊小屋',
  });
  expectValue(await latinWords(owner.page)).toEqual([]);

  const phone = await visit(browser, host.url, { device: 'phone', language: 'zh-CN' });
  await phone.open('/');
  await expect(
    phone.page.getByRole('button', { name: phone.words('join.submit'), exact: true }),
  ).toBeVisible();
  expectValue(await latinWords(phone.page)).toEqual([]);
  const ben = await joinWith(phone, '阿本');
  await ben.post('大家好');
  await olive.hasMessage('大家好');
  expectValue(await latinWords(ben.page)).toEqual([]);

  await olive.showPeople();
  await olive.message('大家好').hover();
  expectValue(await latinWords(olive.page)).toEqual([]);
  await olive.pressButton('composer.emoji');
  const picker = olive.page.getByRole('dialog', { name: olive.words('emoji.title') });
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
  expectValue(await latinWords(olive.page)).toEqual([]);
  await olive.page.keyboard.press('Escape');
  await olive.openSettings();
  expectValue(await latinWords(olive.page)).toEqual([]);
});

test('another language is shown at once and remembered', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const host = await startHost();
  onTestFinished(() => host.stop().then(() => undefined));

  const visitor = await visit(browser, host.setupUrl!);
  const english = await setUp(visitor, host.setupUrl!, { username: 'Olive', password: 'lamp on the porch' });
  await english.openSettings();
  const { page } = visitor;
  await page.getByLabel(english.words('settings.language')).selectOption('zh-CN');

  const words = wordsOf('zh-CN');
  await expect(page.getByRole('heading', { name: words('settings.title') })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.keyboard.press('Escape');
  await expect(english.composer).toHaveAttribute(
    'placeholder',
    words('composer.label', { room: 'Front Porch' }),
  );

  await page.reload();
  const chinese = new Chat({ ...visitor, words });
  await expect(chinese.composer).toHaveAttribute(
    'placeholder',
    words('composer.label', { room: 'Front Porch' }),
  );
  await chinese.openSettings();
  await page.getByLabel(words('settings.language')).selectOption('');
  await expect(page.getByRole('heading', { name: english.words('settings.title') })).toBeVisible();
  await chatOf(visitor);
});

/** Every word in Latin letters that the page shows, reads out or keeps for a hint. */
async function latinWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found = [document.title, document.body.innerText];
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        const value = element.getAttribute(name);
        if (value !== null) found.push(value);
      }
    }
    return found;
  });
  return texts.flatMap((text) => text.replace(NOT_WORDS, ' ').match(/[A-Za-z]{2,}/g) ?? []);
}
