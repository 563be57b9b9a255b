import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchElectron } from '../support/electron-app.ts';
import { startApp, startAppForTest, type HostingApp } from './support/hosting-app.ts';
import { closeWindow, windowsOf } from './support/visible.ts';

const SOON = { timeout: 20_000 };
const HOST_SCREEN = 'app://porchlight/';

describe('closing the windows', () => {
  it('only hides them, says so once, and the host goes on', async () => {
    const desktop = await startAppForTest({ args: ['--port', '0', '--no-mdns'] });
    await desktop.setUp();
    const url = await desktop.url();
    await desktop.clickTray('open-chat');
    await desktop.app.windowWhere((each) => each.startsWith(`${url}/room/`));
    const said = () =>
      desktop.app.evaluate(({ double }) =>
        double.notifications.filter(({ isShown }) => isShown).map(({ title }) => title),
      );

    await closeWindow(desktop, url);
    await closeWindow(desktop, HOST_SCREEN);
    expect(await windowsOf(desktop)).toEqual([
      { url: HOST_SCREEN, isVisible: false },
      { url: expect.stringContaining(url), isVisible: false },
    ]);
    expect(await said()).toEqual(['Porchlight is still on']);
    expect((await fetch(`${url}/api/v1/server`)).ok).toBe(true);

    // The notification leads back; the windows are where they were.
    await desktop.app.evaluate(({ double }) => double.notifications[0]?.click());
    await desktop.clickTray('open-chat');
    await expect
      .poll(() => windowsOf(desktop), SOON)
      .toEqual([
        { url: HOST_SCREEN, isVisible: true },
        { url: expect.stringContaining(url), isVisible: true },
      ]);
    await closeWindow(desktop, HOST_SCREEN);
    expect(await said()).toHaveLength(1);
  });

  it('leaves them where they were for the next start', async () => {
    const first = await startApp({ args: ['--port', '0', '--no-mdns'] });
    const { userData } = first.app;
    // Nobody closes a window that is not shown yet.
    await expect.poll(() => windowsOf(first), SOON).toMatchObject([{ isVisible: true }]);
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 820, height: 640 }),
    );
    await closeWindow(first, HOST_SCREEN);
    expect(await first.app.exited).toBe(0);

    const second = await startAppForTest({ userData, args: ['--port', '0', '--no-mdns'] });
    expect(
      await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
    ).toEqual({
      x: 120,
      y: 90,
      width: 820,
      height: 640,
    });
    await first[Symbol.asyncDispose]();
  });
});

describe('a second start', () => {
  let desktop: HostingApp & AsyncDisposable;
  beforeAll(async () => {
    desktop = await startApp({ args: ['--port', '0', '--no-mdns'] });
    await desktop.setUp();
  });
  afterAll(() => desktop[Symbol.asyncDispose]());

  it('ends at once and shows the first', async () => {
    await closeWindow(desktop, HOST_SCREEN);
    expect(await desktop.app.startAgain()).toBe(0);
    await expect.poll(() => windowsOf(desktop), SOON).toEqual([{ url: HOST_SCREEN, isVisible: true }]);
  });

  it('by the system at sign-in shows nothing', async () => {
    await closeWindow(desktop, HOST_SCREEN);
    expect(await desktop.app.startAgain(['--hidden'])).toBe(0);
    expect(await desktop.app.startAgain(['porchlight://open'])).toBe(0);
    const chat = await desktop.app.windowWhere((url) => /^http:\/\/127\.0\.0\.1:\d+\/room\//.test(url));
    expect(await chat.evaluate(() => 'porchlight' in window)).toBe(false);
    expect((await windowsOf(desktop))[0]).toEqual({ url: HOST_SCREEN, isVisible: false });
  });
});

it('a start by the system at sign-in hosts without any window', async () => {
  const first = await startApp({ args: ['--port', '0', '--no-mdns'] });
  await first.setUp();
  await first.app.evaluate(({ app }) => app.quit());
  expect(await first.app.exited).toBe(0);

  const app = await launchElectron({
    userData: first.app.userData,
    args: ['--hidden', '--port', '0', '--no-mdns'],
    env: { XDG_CONFIG_HOME: first.configFolder },
  });
  const toolTip = () => app.evaluate(({ double }) => double.trays[0]?.toolTip);
  await expect.poll(toolTip, SOON).toContain('On, nobody is here yet');
  expect(await app.windows()).toEqual([]);
  await app.close();
  await first[Symbol.asyncDispose]();
});
