import type { ChatClient } from '../../client/types.ts';

/** What was looked for last, for as long as one stays signed in: on a phone the panel goes away with every hit. */
const lastTexts = new WeakMap<ChatClient, string>();

export const lastSearch = (client: ChatClient): string => lastTexts.get(client) ?? '';

export function rememberSearch(client: ChatClient, text: string): void {
  lastTexts.set(client, text);
}
