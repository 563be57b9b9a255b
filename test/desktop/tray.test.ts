import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinAs } from '../support/people.ts';
import { connect } from '../support/ws-client.ts';
import { startApp, type HostingApp } from './support/hosting-app.ts';

const SOON = { timeout: 20_000 };

/** One app, used from its first start on. */
describe('the tray', () => {
  let desktop: HostingApp & AsyncDisposable;
  beforeAll(async () => {
    desktop = await startApp();
  });
  afterAll(() => desktop[Symbol.asyncDispose]());

  it('asks for the set-up first, and offers nothing that needs a host', async () => {
    await expect.poll(() => desktop.stateLine(), SOON).toBe('Not set up yet');
    const { icon, items } = await desktop.tray();
    expect(icon).toBe('starting-panel.png');
    const enabled = items.filter(({ id, isEnabled }) => id !== '' && isEnabled).map(({ id }) => id);
    expect(enabled).toEqual([
      'open-host-screen',
      'keep-awake',
      'start-at-login',
      'restart-server',
      'open-logs',
      'quit',
    ]);
    expect((await desktop.item('open-host-screen')).label).toBe('Set up the host…');
  });

  it('lights up when the host is on, and counts people as they come and go', async () => {
    await desktop.setUp();
    await expect.poll(() => desktop.stateLine(), SOON).toBe('On, nobody is here yet');
    expect((await desktop.tray()).icon).toBe('on-panel.png');

    const host = { url: await desktop.url() };
    const client = await connect(host.url, await joinAs(host, 'Bo'));
    await client.hello();
    await expect.poll(() => desktop.stateLine(), SOON).toBe('On, 1 person here');
    expect((await desktop.tray()).toolTip).toBe('Porchlight\nOn, 1 person here');
    await client.close();
    await expect.poll(() => desktop.stateLine(), SOON).toBe('On, nobody is here yet');
  });

  it('copies a link that other devices can use', async () => {
    await desktop.clickTray('copy-join-link');
    const copied = () => desktop.app.evaluate(({ double }) => double.clipboardText);
    await expect.poll(copied, SOON).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:\d+$/);
    expect(await copied()).not.toContain('127.0.0.1');
  });

  it('pauses joining and opens the door again', async () => {
    const host = { url: await desktop.url() };
    await desktop.clickTray('pause-joining');
    await expect.poll(() => desktop.stateLine(), SOON).toBe('Joining is paused');
    expect((await desktop.tray()).icon).toBe('paused-panel.png');
    expect((await desktop.item('pause-joining')).isChecked).toBe(true);
    await expect(joinAs(host, 'Late')).rejects.toThrow(/403/);

    await desktop.clickTray('pause-joining');
    await expect.poll(() => desktop.stateLine(), SOON).toBe('On, nobody is here yet');
    expect((await desktop.item('pause-joining')).isChecked).toBe(false);
    await joinAs(host, 'Early');
  });

  it('keeps its ticks in the settings file', async () => {
    await desktop.clickTray('keep-awake');
    expect((await desktop.item('keep-awake')).isChecked).toBe(false);
    const saved = () => readFile(path.join(desktop.app.userData, 'desktop.json'), 'utf8').catch(() => '{}');
    await expect.poll(async () => JSON.parse(await saved()) as unknown).toMatchObject({ keepAwake: false });
    await desktop.clickTray('keep-awake');
    await expect.poll(async () => JSON.parse(await saved()) as unknown).toMatchObject({ keepAwake: true });
  });

  it('starts with the session, hidden, and no longer when asked not to', async () => {
    const entry = path.join(desktop.configFolder, 'autostart', 'porchlight.desktop');
    const text = () => readFile(entry, 'utf8').catch(() => '');
    await desktop.clickTray('start-at-login');
    await expect.poll(text, SOON).toMatch(/^Exec=".+" "--hidden"$/m);
    expect((await desktop.item('start-at-login')).isChecked).toBe(true);
    await desktop.clickTray('start-at-login');
    await expect.poll(text, SOON).toBe('');
  });

  it('opens the folder with both logs', async () => {
    await desktop.clickTray('open-logs');
    const opened = () => desktop.app.evaluate(({ double }) => double.openedPaths.at(-1) ?? '');
    await expect.poll(opened, SOON).not.toBe('');
    await access(path.join(await opened(), 'host.log'));
  });

  it('opens the chat as the owner, and the host screen', async () => {
    await desktop.clickTray('open-chat');
    const chat = await desktop.app.windowWhere((url) => url.startsWith('http://127.0.0.1:'));
    await expect.poll(() => chat.title(), SOON).toContain('Ridge House');
    await expect.poll(() => desktop.stateLine(), SOON).toBe('On, 1 person here');

    const isShown = () =>
      desktop.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some(
          (window) =>
            window.webContents.getURL().startsWith('app://') && window.isVisible() && window.isFocused(),
        ),
      );
    expect(await isShown()).toBe(false);
    await desktop.clickTray('open-host-screen');
    await expect.poll(isShown, SOON).toBe(true);
  });

  it('restarts the host on the same port, and says what it does meanwhile', async () => {
    const before = await desktop.url();
    const pid = () => desktop.app.evaluate(({ double }) => double.utilityProcesses[0]?.pid ?? null);
    const first = await pid();
    await desktop.clickTray('restart-server');
    await expect.poll(() => desktop.stateLine(), SOON).toBe('Starting…');
    expect((await desktop.tray()).icon).toBe('starting-panel.png');
    await expect.poll(() => desktop.stateLine(), SOON).toMatch(/^On, /);
    expect(await pid()).not.toBe(first);
    expect(await desktop.url()).toBe(before);
  });

  it('shows trouble, why, and that it is being mended, when the host is killed', async () => {
    await desktop.app.evaluate(({ double }) => {
      const pid = double.utilityProcesses[0]?.pid;
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    });
    await expect
      .poll(() => desktop.stateLine(), { ...SOON, interval: 10 })
      .toBe('Stopped for a moment, starting again…');
    const { icon, items } = await desktop.tray();
    expect(icon).toBe('problem-panel.png');
    expect(items.find(({ id }) => id === 'problem')?.label).toBe('The host stopped unexpectedly.');
    await expect.poll(() => desktop.stateLine(), SOON).toMatch(/^On, /);
  });

  it('quits without a question when nobody else is connected', async () => {
    await desktop.clickTray('quit');
    expect(await desktop.app.exited).toBe(0);
  });
});
