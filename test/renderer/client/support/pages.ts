import { createChatClient } from '../../../../renderer/client/create-chat-client.ts';
import type { ChatClient } from '../../../../renderer/client/types.ts';
import { browserWorld, SharedStorage, type World } from './browser-world.ts';
import { ManualClock } from './manual-clock.ts';
import { ModelHost } from './model-host.ts';
import { me, SERVER } from './samples.ts';

export interface Page extends World {
  client: ChatClient;
}

/** Pages of a model host, in one browser or several, with time in the test's hand. */
export class Pages {
  readonly clock = new ManualClock();
  readonly host = new ModelHost(this.clock);
  /** Of the one browser all pages are in, unless said otherwise. */
  readonly storage = new SharedStorage();
  private readonly opened = new Set<ChatClient>();

  /** `session`: whom the host takes the browser for, where that is not the page's own person. */
  open(userId = '1', { storage = this.storage, session = userId } = {}): Page {
    const world = browserWorld({
      clock: this.clock,
      storage,
      fetch: this.host.fetchFor(session),
      openSocket: this.host.openSocketFor(session),
    });
    const client = createChatClient({ server: SERVER, me: me(userId), effects: world.effects });
    this.opened.add(client);
    return { ...world, client };
  }

  close({ client }: Page): void {
    client.close();
    this.opened.delete(client);
  }

  closeAll(): void {
    for (const client of this.opened) client.close();
    this.opened.clear();
  }

  /** Shows a room on the page, and waits until it is there. */
  async look(page: Page, roomId = '10'): Promise<void> {
    page.client.timeline(roomId).subscribe(() => undefined);
    void page.client.timeline(roomId).open();
    await this.clock.pass(100);
  }

  storedTexts(roomId = '10'): string[] {
    return this.host.messages(roomId).map(({ text }) => text);
  }
}

/** What a reader of the room sees: texts with their state. */
export function shown({ client }: Page, roomId = '10'): string[] {
  return client
    .timeline(roomId)
    .getState()
    .messages.map(({ text, delivery }) => `${text} (${delivery.kind})`);
}
