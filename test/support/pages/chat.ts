import type { Locator, Page } from 'playwright-core';
import { press } from './press.ts';
import { expect, type Visit } from './visit.ts';
import type { Words } from './words.ts';

export type Delivery = 'queued' | 'stored' | 'refused';

/** The chat in one tab, as somebody who uses it sees it. */
export class Chat {
  readonly visit: Visit;
  readonly page: Page;
  readonly words: Words;
  /** Where one writes. */
  readonly composer: Locator;
  readonly timeline: Locator;
  readonly messages: Locator;
  /** The line that tells of a host that does not answer. */
  readonly strip: Locator;
  /** Only one of these is ever open. */
  readonly dialog: Locator;

  constructor(visit: Visit) {
    const { page, words } = visit;
    this.visit = visit;
    this.page = page;
    this.words = words;
    this.composer = page.getByTestId('composer').getByRole('textbox');
    this.timeline = page.getByTestId('timeline');
    this.messages = page.getByTestId('message');
    this.strip = page.getByTestId('connection-strip');
    this.dialog = page.locator('dialog[open]');
  }

  /** By its whole text, edited or not; a quote of it is another message. */
  message(text: string): Locator {
    const words = text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&');
    const whole = new RegExp(`^${words}(?:\\s+${this.words('message.edited')})?$`);
    return this.messages.filter({ has: this.page.locator('.message-text').filter({ hasText: whole }) });
  }

  /** Writes a message and sends it; whether it arrived is another question. */
  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.pressButton('composer.send');
    await expect(this.composer).toHaveValue('');
  }

  /** Sends a message and waits until the host has it. */
  async post(text: string): Promise<void> {
    await this.send(text);
    await this.hasMessage(text, 'stored');
  }

  /** Waits until a message stands here, once. */
  async hasMessage(text: string, delivery: Delivery = 'stored'): Promise<void> {
    await expect(this.message(text)).toHaveCount(1);
    await expect(this.message(text)).toHaveAttribute('data-delivery', delivery);
  }

  /** The texts on the screen, in their order. */
  texts(): Promise<string[]> {
    return this.messages.locator('.message-text').allInnerTexts();
  }

  /** Brings the room list onto the screen, where it is a drawer. */
  async showRooms(): Promise<void> {
    if (this.visit.device === 'desktop') return;
    await press(this.visit, this.page.getByRole('button', { name: this.words('rooms.open') }));
  }

  roomLink(name: string): Locator {
    return this.page.getByTestId('room-link').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  async goToRoom(name: string): Promise<void> {
    await this.showRooms();
    await press(this.visit, this.roomLink(name));
    await this.isInRoom(name);
  }

  async isInRoom(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(this.composer).toBeVisible();
  }

  async showPeople(): Promise<void> {
    // The button's name is a sentence with figures in it.
    await press(this.visit, this.page.locator('.room-header__people'));
    await expect(this.page.getByRole('heading', { name: this.words('people.title') })).toBeVisible();
  }

  person(name: string): Locator {
    return this.page.getByRole('button', { name }).and(this.page.locator('.person-line'));
  }

  /** Goes to the direct room with somebody, by way of the people list. */
  async writeTo(name: string): Promise<void> {
    await this.showPeople();
    await press(this.visit, this.person(name));
    await press(this.visit, this.dialog.getByRole('button', { name: this.words('people.message') }));
    await this.isInRoom(name);
  }

  async openSettings(): Promise<void> {
    await this.showRooms();
    await press(this.visit, this.page.locator('.rooms-pane__me'));
    await expect(this.page.getByRole('heading', { name: this.words('settings.title') })).toBeVisible();
  }

  /** Presses the one button of this name. */
  async pressButton(key: Parameters<Words>[0]): Promise<void> {
    await press(this.visit, this.page.getByRole('button', { name: this.words(key), exact: true }));
  }
}

/** The chat that comes up in a tab, ready to be written in. */
export async function chatOf(visit: Visit): Promise<Chat> {
  const chat = new Chat(visit);
  await expect(chat.composer).toBeVisible();
  return chat;
}
