import { describe, expect as expectValue, test } from 'vitest';
import { SECTIONS } from '../../renderer/admin/frame/sections.ts';
import { openAdmin, type Admin } from '../support/pages/admin.ts';
import { findings } from '../support/pages/axe.ts';
import { openHouse } from '../support/pages/house.ts';
import { expect, visit, type Device } from '../support/pages/visit.ts';
import type { Language } from '../support/pages/words.ts';
import { joinAs, OWNER } from '../support/people.ts';

const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const house = openHouse({ flags: ['--name', 'Ridge House'] });

describe.each<[Device, Language]>([
  ['desktop', 'en'],
  ['phone', 'en'],
  ['desktop', 'zh-CN'],
  ['phone', 'zh-CN'],
])('on a %s in %s', (device, language) => {
  test('axe finds nothing on any part of the admin page, and no part scrolls sideways', async () => {
    const visitor = await visit(house.browser, house.host.url, { device, language });
    await joinAs(house.host, `Pia ${device} ${language}`);
    const admin = await openAdmin(visitor, OWNER, language);
    for (const section of SECTIONS) {
      await admin.goTo(section);
      await hasSettled(admin);
      await isClean(admin, section);
    }
    await admin.goTo('host');
    await admin.pressButton('tools.address');
    await expect(admin.dialog).toBeVisible();
    await isClean(admin, 'address and port');
    await admin.page.keyboard.press('Escape');
    await admin.pressButton('tools.project');
    await expect(admin.dialog).toBeVisible();
    await isClean(admin, 'projector');
  });
});

test('the smallest window shows the whole code and address without a scroll', async () => {
  const context = { viewport: { width: 720, height: 560 } };
  const admin = await openAdmin(await visit(house.browser, house.host.url, { context }), OWNER);
  await expect(admin.qr).toBeInViewport({ ratio: 1 });
  await expect(admin.page.locator('.join-card .big-address')).toBeInViewport({ ratio: 1 });
});

test('the keyboard alone goes through the parts, opens a dialog and leaves it', async () => {
  const admin = await openAdmin(await visit(house.browser, house.host.url), OWNER);
  const { page } = admin;
  await tabTo(admin, 'link', admin.say('nav.settings'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: admin.say('settings.title') })).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(admin, 'button', admin.say('tools.address'));
  await page.keyboard.press('Enter');
  await expect(admin.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(admin.dialog).toHaveCount(0);
  await expect(admin.button('tools.address')).toBeFocused();
});

async function hasSettled({ page, say }: Admin): Promise<void> {
  await expect(page.locator('[aria-busy]')).toHaveCount(0);
  await expect(page.getByText(say('doctor.checking'))).toHaveCount(0);
}

async function isClean({ page }: Admin, place: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expectValue(await findings(page), `${place}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expectValue(await findings(page, COLOUR_RULES), `${place}, dark`).toEqual([]);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expectValue(scrollWidth, place).toBe(clientWidth);
}

/** Presses Tab until the focus is there; the page never has as many stops as the bound. */
async function tabTo({ page }: Admin, role: 'link' | 'button', name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true });
  for (let stops = 0; stops < 40; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${name}.`);
}
