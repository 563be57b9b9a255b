import { describe, expect, it } from 'vitest';
import { startAppForTest, type HostingApp } from './support/hosting-app.ts';

const SOON = { timeout: 20_000 };

const openUrl = (desktop: HostingApp, link: string) =>
  desktop.app.evaluate(
    ({ app }, url) => void app.emit('open-url', { preventDefault: () => undefined }, url),
    link,
  );
const chatWindows = (desktop: HostingApp) =>
  desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.webContents.getURL())
      .filter((url) => url.startsWith('http')),
  );

describe('a porchlight:// link', () => {
  it('given to a second start opens the chat in the first', async () => {
    const desktop = await startAppForTest();
    await desktop.setUp();
    expect(await desktop.app.startAgain(['--', 'porchlight://open'])).toBe(0);
    const chat = await desktop.app.windowWhere((url) => url.startsWith('http://127.0.0.1:'));
    await expect.poll(() => chat.title(), SOON).toContain('Ridge House');
  });

  it('given to the first start is followed', async () => {
    const desktop = await startAppForTest({ args: ['--', 'porchlight://join?host=http://example.com'] });
    await expect
      .poll(() => desktop.dialogs(), SOON)
      .toMatchObject([{ message: 'This link can’t be opened' }]);
  });

  it('to a host that nobody knows is asked about and then opened in a window of its own', async () => {
    const stranger = await startAppForTest();
    await stranger.setUp('Sam', 'Attic');
    const desktop = await startAppForTest();
    await desktop.setUp();
    await desktop.clickTray('copy-join-link');
    await stranger.clickTray('copy-join-link');
    const copied = (app: HostingApp) => app.app.evaluate(({ double }) => double.clipboardText);
    await expect.poll(() => copied(stranger), SOON).toMatch(/^http/);
    const link = `porchlight://join?host=${encodeURIComponent(await copied(stranger))}`;

    const known = await desktop.onPage(async (bridge) => (await bridge.getState()).nearby.length);
    if (known === 0) {
      await desktop.answerNext(1);
      await openUrl(desktop, link);
      await expect.poll(() => desktop.dialogs(), SOON).toMatchObject([{ message: 'Open another host?' }]);
      expect(await chatWindows(desktop)).toEqual([]);
      await desktop.answerNext(0);
    }
    await openUrl(desktop, link);
    const page = await desktop.app.windowWhere((url) =>
      url.startsWith(new URL(link).searchParams.get('host') ?? '-'),
    );
    await expect.poll(() => page.textContent('body'), SOON).toContain('Attic');
  });

  it('that leads elsewhere opens nothing, and says so', async () => {
    const desktop = await startAppForTest();
    await desktop.setUp();
    const links = [
      'porchlight://join?host=http://example.com/',
      'porchlight://join?host=file:///etc/passwd',
      'porchlight://join?host=http://127.0.0.1:631',
      'porchlight://join?host=javascript:alert(1)',
      'porchlight://quit',
    ];
    for (const [index, link] of links.entries()) {
      await desktop.answerNext(0);
      await openUrl(desktop, link);
      await expect.poll(async () => (await desktop.dialogs()).length, SOON).toBe(index + 1);
    }
    expect(new Set((await desktop.dialogs()).map(({ message }) => message))).toEqual(
      new Set(['This link can’t be opened']),
    );
    expect(await chatWindows(desktop)).toEqual([]);
    await expect.poll(() => desktop.stateLine(), SOON).toMatch(/^On/);
  });
});
