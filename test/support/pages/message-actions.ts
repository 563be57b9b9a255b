import type { Locator } from 'playwright-core';
import type { Chat } from './chat.ts';
import { longPress, press } from './press.ts';
import { expect } from './visit.ts';

type Action = 'message.react' | 'message.reply' | 'message.edit' | 'message.copyText' | 'message.delete';

/** The others stand in the menu beside these. */
const IN_TOOLBAR: ReadonlySet<Action> = new Set(['message.react', 'message.reply', 'message.edit']);

/** Chooses what to do with a message: from its toolbar with a mouse, from its sheet with a finger. */
export async function act(chat: Chat, text: string, action: Exclude<Action, 'message.react'>): Promise<void> {
  const actions = await showActions(chat, text);
  const name = { name: chat.words(action), exact: true };
  if (chat.visit.device === 'phone' || IN_TOOLBAR.has(action)) {
    await press(chat.visit, actions.getByRole('button', name));
    return;
  }
  await press(chat.visit, actions.getByRole('button', { name: chat.words('message.more'), exact: true }));
  await press(chat.visit, chat.page.getByRole('menuitem', name));
}

export async function edit(chat: Chat, text: string, to: string): Promise<void> {
  await act(chat, text, 'message.edit');
  await chat.page.getByRole('textbox', { name: chat.words('edit.label') }).fill(to);
  await chat.pressButton('edit.save');
}

export async function remove(chat: Chat, text: string): Promise<void> {
  await act(chat, text, 'message.delete');
  const question = chat.page.getByRole('dialog', { name: chat.words('message.deleteTitle') });
  await press(chat.visit, question.getByRole('button', { name: chat.words('message.delete'), exact: true }));
}

export async function reply(chat: Chat, text: string, answer: string): Promise<void> {
  await act(chat, text, 'message.reply');
  await chat.post(answer);
}

/** Answers a message with an emoji that is looked for in the picker by its English or Chinese name. */
export async function reactWith(chat: Chat, text: string, search: string, emoji: string): Promise<void> {
  const actions = await showActions(chat, text);
  const opens = chat.visit.device === 'phone' ? 'message.moreReactions' : 'message.react';
  await press(chat.visit, actions.getByRole('button', { name: chat.words(opens), exact: true }));
  await pickEmoji(chat, search, emoji);
}

export async function pickEmoji(chat: Chat, search: string, emoji: string): Promise<void> {
  const picker = chat.page.getByRole('dialog', { name: chat.words('emoji.title') });
  await picker.getByRole('searchbox').fill(search);
  // Pickers add a presentation selector to some.
  const found = new RegExp(`^${emoji}\\uFE0F?$`);
  await press(chat.visit, picker.locator('button').filter({ hasText: found }));
  await expect(picker).toHaveCount(0);
}

/** A reaction on a message, with its count. */
export function reaction(chat: Chat, text: string, emoji: string): Locator {
  return chat.message(text).locator('.reactions__reaction').filter({ hasText: emoji });
}

async function showActions(chat: Chat, text: string): Promise<Locator> {
  const message = chat.message(text);
  if (chat.visit.device === 'phone') {
    const sheet = chat.page.getByRole('dialog', { name: chat.words('message.actions') });
    await longPress(chat.visit, message, sheet);
    return sheet;
  }
  await message.hover();
  return message.getByRole('group', { name: chat.words('message.actions') });
}
