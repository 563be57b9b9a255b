import { expect as expectValue, onTestFinished, test, vi } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { filesOnDisk, sha256 } from '../support/files.ts';
import { startLastingHost } from '../support/lasting-host.ts';
import { paper, photo, pick, uploads } from '../support/pages/attachments.ts';
import type { Chat } from '../support/pages/chat.ts';
import { comeIn } from '../support/pages/front-door.ts';
import { expect, visit } from '../support/pages/visit.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { setUpOwner } from '../support/people.ts';

const SIZE = 4_000_000;
/** So that a few seconds lie between the first byte and the last. */
const BYTES_PER_SECOND = 600_000;

test('an upload goes on where a killed host had got to, and its message goes out in its turn', async () => {
  const { host, chat } = await arrive();
  const parts = watchParts(chat);
  await slowDown(chat);
  const film = paper('film.pdf', SIZE);
  await pick(chat, [film]);
  await chat.send('The film');
  await chat.send('Said after it');
  await expect.poll(() => bytesThere(chat)).toBeGreaterThan(1_000_000);

  await host.kill();
  await expect(chat.strip).toBeVisible();
  await expect(uploads(chat)).toContainText(
    chat.words('attach.waitingHost', { size: '4 MB', host: 'Ridge House' }),
  );
  await chat.hasMessage('The film', 'queued');
  await host.start();
  await chat.hasMessage('The film');
  await chat.hasMessage('Said after it');
  expectValue((await chat.texts()).slice(-2)).toEqual(['The film', 'Said after it']);

  // What the host had was not sent a second time.
  expectValue(parts.length).toBeGreaterThan(1);
  expectValue(parts[0]).toBe(0);
  expectValue(parts.at(-1)).toBeGreaterThan(500_000);
  const kept = (await filesOnDisk(host.current.dataDir)).join();
  expectValue(kept).toContain(sha256(film.buffer));
  expectValue(kept).not.toContain('resumable');
});

test('a file that is stopped in its midst is gone here and on the host', async () => {
  const { host, chat } = await arrive();
  await slowDown(chat);
  await chat.composer.fill('Words that stay');
  await pick(chat, [paper('film.pdf', SIZE)]);
  await expect.poll(() => bytesThere(chat)).toBeGreaterThan(100_000);
  await chat.page.getByRole('button', { name: chat.words('attach.stop', { name: 'film.pdf' }) }).click();
  await expect(uploads(chat)).toHaveCount(0);
  await expect(chat.composer).toHaveValue('Words that stay');
  await vi.waitFor(async () => expectValue(await filesOnDisk(host.current.dataDir)).toEqual([]));
});

test('a message under way can be taken back, with its words and its files', async () => {
  const { chat } = await arrive();
  await slowDown(chat);
  await pick(chat, [paper('film.pdf', SIZE)]);
  await chat.send('Too early');
  await chat
    .message('Too early')
    .getByRole('button', { name: chat.words('message.discard') })
    .click();
  await expect(chat.composer).toHaveValue('Too early');
  await expect(chat.page.getByTestId('tray')).toContainText('film.pdf');
  await expect(chat.messages).toHaveCount(0);
});

test('words whose files went with a closed page are kept, and it is said', async () => {
  const { chat } = await arrive();
  await slowDown(chat);
  await pick(chat, [paper('film.pdf', SIZE)]);
  await chat.send('With a film');
  chat.page.on('dialog', (dialog) => void dialog.accept());
  await chat.page.reload();
  await expect(chat.message('With a film')).toHaveAttribute('data-delivery', 'refused');
  await expect(chat.message('With a film')).toContainText(chat.words('error.file_lost'));
  await chat
    .message('With a film')
    .getByRole('button', { name: chat.words('message.discard') })
    .click();
  await expect(chat.composer).toHaveValue('With a film');
});

test('a full disk is said in words, and once there is room the file goes', async (context) => {
  const disk = await mountSmallDisk(64);
  if (!disk) {
    context.skip('a small disk can only be mounted by root on Linux');
    return;
  }
  const { chat } = await arrive(`${disk.path}/data`);
  await chat.post('There was room for this');
  await disk.fill();
  await chat.composer.fill('For the album');
  await pick(chat, [await photo()]);
  await expect(uploads(chat)).toContainText(chat.words('error.storage_full'));
  await disk.free();
  await chat.page.getByRole('button', { name: chat.words('attach.retry', { name: 'evening.jpg' }) }).click();
  await expect(uploads(chat)).toHaveAttribute('data-state', 'stored');
  await chat.composer.press('Enter');
  await chat.hasMessage('For the album');
});

async function arrive(data?: string) {
  const host = await startLastingHost({
    flags: ['--name', 'Ridge House', '--no-rate-limits'],
    ...(data !== undefined && { data }),
  });
  await setUpOwner(host.current);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const visitor = await visit(browser, host.url, { mayLoseHost: true });
  return { host, chat: await comeIn(visitor, { username: 'Ada' }) };
}

async function slowDown({ visit: { context }, page }: Chat): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: BYTES_PER_SECOND,
  });
}

/** How many bytes the page says have gone. */
async function bytesThere({ page }: Chat): Promise<number> {
  const percent = await page.getByRole('progressbar').getAttribute('aria-valuenow');
  return (Number(percent) / 100) * SIZE;
}

/** From where on each request carries bytes of the file; all of them carry the rest. */
function watchParts({ page }: Chat): number[] {
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}
