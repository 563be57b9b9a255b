import { expect as expectValue, onTestFinished, test } from 'vitest';
import { LIMITS } from '../../server/protocol/limits.ts';
import { startLastingHost, type LastingHost } from '../support/lasting-host.ts';
import { launchBrowser } from '../support/browser.ts';
import { chatOf, type Chat } from '../support/pages/chat.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { press } from '../support/pages/press.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { callOk, joinAs, setUpOwner } from '../support/people.ts';
import { readWholeHistory } from '../support/stored-log.ts';

const HOST_NAME = 'Ridge House';
const FRONT_PORCH = '1';
const LIBRARY = '4';

test('what is written while the host is away waits in the browser and is delivered once', async () => {
  const { host, chat } = await arrive();
  const reader = await joinAs(host, 'Reader');
  await chat.post('Before');

  await host.kill();
  await expect(chat.strip).toContainText(chat.words('strip.waiting', { host: HOST_NAME }));
  await chat.send('First while away');
  await expect(chat.strip).toContainText(chat.words('strip.kept', { count: 1 }));
  await chat.send('Second while away');
  await expect(chat.strip).toContainText(chat.words('strip.kept', { count: 2 }));
  await chat.hasMessage('First while away', 'queued');
  await expect(chat.message('First while away')).toContainText(
    chat.words('message.waiting', { host: HOST_NAME }),
  );

  // Nobody answers a reload either; what was written stays in the browser.
  await chat.page.reload().catch(() => undefined);
  await host.start();
  await chat.visit.open('/');
  const again = await chatOf(chat.visit);
  await again.hasMessage('First while away');
  await again.hasMessage('Second while away');
  await expect(again.strip).toHaveCount(0);
  await again.post('After');
  const stored = await readWholeHistory(host, reader.token, FRONT_PORCH);
  expectValue(stored.map(({ text }) => text)).toEqual([
    'Before',
    'First while away',
    'Second while away',
    'After',
  ]);
});

test('a page that stays open finds its host again by itself and catches up', async () => {
  const { host, chat } = await arrive();
  await chat.post('Before');
  await host.kill();
  await expect(chat.strip).toBeVisible();
  await chat.send('From the dark');

  await host.start();
  const other = await joinAs(host, 'Other');
  await chat.hasMessage('From the dark');
  await expect(chat.strip).toHaveCount(0);
  const history = await readWholeHistory(host, other.token, FRONT_PORCH);
  expectValue(history.map(({ text }) => text)).toEqual(['Before', 'From the dark']);
});

test('without a network a message waits, and goes out when the network is back', async () => {
  const { host, chat } = await arrive();
  // Chromium's offline switch spares sockets that are open: the host cuts this one.
  await chat.visit.context.setOffline(true);
  await host.kill();
  await host.start();
  await chat.send('Out of range');
  await chat.hasMessage('Out of range', 'queued');
  await expect(chat.strip).toContainText(chat.words('strip.kept', { count: 1 }));

  await chat.visit.context.setOffline(false);
  await chat.hasMessage('Out of range');
  const { token } = await joinAs(host, 'Reader');
  expectValue(await readWholeHistory(host, token, FRONT_PORCH)).toHaveLength(1);
});

test('every room keeps its own draft through a reload', async () => {
  const { chat } = await arrive();
  await chat.composer.fill('Half a thought for the porch');
  await chat.goToRoom('Workshop');
  await expect(chat.composer).toHaveValue('');
  await chat.composer.fill('Another for the workshop');

  await chat.page.reload();
  const again = await chatOf(chat.visit);
  await expect(again.composer).toHaveValue('Another for the workshop');
  await again.goToRoom('Front Porch');
  await expect(again.composer).toHaveValue('Half a thought for the porch');
});

test('a refused message says why and keeps its text until its writer lets go of it', async () => {
  const { host, chat, ownerToken } = await arrive();
  await chat.goToRoom('Library');
  await host.kill();
  await chat.send('Too late?');
  await chat.hasMessage('Too late?', 'queued');

  // The host is back, and this room is archived before this page finds it.
  await chat.visit.context.setOffline(true);
  await host.start();
  await archive(true);
  await chat.visit.context.setOffline(false);

  await chat.hasMessage('Too late?', 'refused');
  await expect(chat.message('Too late?')).toContainText(chat.words('message.refused'));
  await expect(chat.message('Too late?')).toContainText(chat.words('error.room_archived'));
  await chat.page.reload();
  await chat.hasMessage('Too late?', 'refused');

  await press(
    chat.visit,
    chat.message('Too late?').getByRole('button', { name: chat.words('message.discard') }),
  );
  await expect(chat.messages).toHaveCount(0);
  await archive(false);
  await expect(chat.composer).toHaveValue('Too late?');

  async function archive(isArchived: boolean): Promise<void> {
    await callOk(host, 'PATCH', `/rooms/${LIBRARY}`, { token: ownerToken, body: { isArchived } });
  }
});

test('a text over the limit is not sent, not cut and not lost', async () => {
  const { chat } = await arrive();
  const text = 'x'.repeat(LIMITS.messageTextMaxChars + 1);
  await chat.composer.fill(text);
  await chat.composer.press('Enter');
  await expect(chat.page.getByText(chat.words('composer.tooLong'))).toBeVisible();
  await expect(chat.composer).toHaveValue(text);
  await expect(chat.messages).toHaveCount(0);

  await chat.composer.press('Backspace');
  await chat.composer.press('Enter');
  await expect(chat.messages).toHaveAttribute('data-delivery', 'stored');
});

/** Ann at a host that can be killed. */
async function arrive(): Promise<{ host: LastingHost; chat: Chat; ownerToken: string }> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const host = await startLastingHost({ flags: ['--name', HOST_NAME] });
  const { token } = await setUpOwner(host.current);
  const chat = await comeIn(await visit(browser, host.url, { mayLoseHost: true }), { username: 'Ann' });
  return { host, chat, ownerToken: token };
}
