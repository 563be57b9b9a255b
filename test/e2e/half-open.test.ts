import type { Page, WebSocketRoute } from 'playwright-core';
import { expect as expectValue, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { chatOf } from '../support/pages/chat.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { joinAs, setUpOwner } from '../support/people.ts';
import { readWholeHistory } from '../support/stored-log.ts';

test('a message sent into a half-open link is shown as waiting, outlives a reload and is stored once', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const host = await startLastingHost();
  await setUpOwner(host.current);
  const reader = await joinAs(host, 'Reader');
  const visitor = await visit(browser, host.url, { mayLoseHost: true });
  const chat = await comeIn(visitor, { username: 'Ann' });
  await chat.post('Before');

  // A frozen host: the link stands, and nobody is at the other end.
  host.current.kill('SIGSTOP');
  await chat.send('Into the void');
  await chat.hasMessage('Into the void', 'queued');
  await expect(chat.message('Into the void')).toContainText(chat.words('message.sending'));

  await host.kill();
  await expect(chat.strip).toContainText(chat.words('strip.kept', { count: 1 }));
  await chat.hasMessage('Into the void', 'queued');
  await expect(chat.message('Into the void')).toContainText(
    chat.words('message.waiting', { host: 'Porchlight' }),
  );

  // The page can be loaded again, but its link to the host stays mute for now.
  const mute = await muteSockets(visitor.page);
  await host.start();
  await visitor.page.reload();
  await expect(chat.strip).toContainText(chat.words('strip.connecting', { host: 'Porchlight' }));
  await expect(chat.strip).toContainText(chat.words('strip.kept', { count: 1 }));
  expectValue(await storedTexts()).toEqual(['Before']);

  mute.end();
  const again = await chatOf(visitor);
  await again.hasMessage('Into the void', 'stored');
  await again.post('After');
  expectValue(await storedTexts()).toEqual(['Before', 'Into the void', 'After']);

  async function storedTexts(): Promise<string[]> {
    const messages = await readWholeHistory(host, reader.token, '1');
    return messages.map(({ text }) => text);
  }
});

/** From here on sockets open and then say nothing, until `end` lets them go and the next ones through. */
async function muteSockets(page: Page): Promise<{ end(): void }> {
  const held: WebSocketRoute[] = [];
  let isMute = true;
  await page.routeWebSocket(/\/api\/v1\/ws$/, (socket) => {
    if (isMute) held.push(socket);
    else socket.connectToServer();
  });
  return {
    end() {
      isMute = false;
      for (const socket of held) void socket.close({ code: 1013 });
    },
  };
}
