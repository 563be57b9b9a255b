import type { Locator, Page } from 'playwright-core';
import type { Section } from '../../../renderer/admin/frame/sections.ts';
import { press } from './press.ts';
import { expect, type Visit } from './visit.ts';
import { adminWordsOf, type AdminWords, type Language } from './words.ts';

/** The admin page in one tab, as an owner or admin sees it. */
export class Admin {
  readonly visit: Visit;
  readonly page: Page;
  readonly say: AdminWords;
  readonly dialog: Locator;
  /** The code that phones scan. */
  readonly qr: Locator;

  constructor(visit: Visit, language: Language = 'en') {
    this.visit = visit;
    this.page = visit.page;
    this.say = adminWordsOf(language);
    this.dialog = visit.page.locator('dialog[open]');
    this.qr = visit.page.locator('.join-poster__qr');
  }

  button(key: Parameters<AdminWords>[0]): Locator {
    return this.page.getByRole('button', { name: this.say(key), exact: true });
  }

  async pressButton(key: Parameters<AdminWords>[0]): Promise<void> {
    await press(this.visit, this.button(key));
  }

  /** Goes to a part of the page by its link. */
  async goTo(section: Section): Promise<void> {
    const link = this.page.getByRole('link', { name: this.say(`nav.${section}`), exact: true });
    await press(this.visit, link);
    await expect(link).toHaveAttribute('aria-current', 'page');
  }

  /** Waits until the host screen stands there, live. */
  async isOn(): Promise<void> {
    await expect(this.page.getByRole('navigation', { name: this.say('nav.label') })).toBeVisible();
    await expect(this.page.locator('.join-card:not(.host-screen__card-shape)')).toBeVisible();
  }
}

/** Signs in through the API, opens the host screen and waits for it. */
export async function openAdmin(
  visit: Visit,
  person: { username: string; password: string },
  language: Language = 'en',
): Promise<Admin> {
  const answer = await visit.context.request.post(`${visit.origin}/api/v1/session`, { data: person });
  if (!answer.ok()) throw new Error(`POST /session answered ${answer.status()}: ${await answer.text()}`);
  await visit.open('/admin');
  const admin = new Admin(visit, language);
  await admin.isOn();
  return admin;
}
