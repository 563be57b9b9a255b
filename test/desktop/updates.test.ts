import { describe, expect, it } from 'vitest';
import type { DesktopState } from '../../main/bridge/contract.ts';
import { startAppForTest, type HostingApp } from './support/hosting-app.ts';
import { serveUpdates } from './support/update-feed.ts';

const SOON = { timeout: 20_000 };
/** As an installed AppImage, which is what can update itself on Linux. */
const INSTALLED = { ELECTRON_DOUBLE_PACKAGED: '1', APPIMAGE: '/tmp/Porchlight.AppImage' };

const update = (desktop: HostingApp): Promise<DesktopState['update']> =>
  desktop.onPage(async (bridge) => (await bridge.getState()).update);
const requests = (desktop: HostingApp) => desktop.app.evaluate(({ double }) => double.netRequests);

describe.skipIf(process.platform !== 'linux')('the update check', () => {
  it('is off at first: nothing is loaded and nothing leaves the machine, not even when asked by hand', async () => {
    const desktop = await startAppForTest({ env: INSTALLED });
    await desktop.setUp();
    await desktop.onPage((bridge) => bridge.checkForUpdates());
    expect(await update(desktop)).toEqual({ status: 'off', version: null, message: null });
    expect(await requests(desktop)).toEqual([]);
    const isLoaded = await desktop.app.evaluate(() => {
      const loaded = Reflect.get(process.getBuiltinModule('node:module'), '_cache') as object;
      return Object.keys(loaded).some((file) => file.includes('electron-updater'));
    });
    expect(isLoaded).toBe(false);
  });

  it('asks the feed that was given, tells of the version, and stops with the feed', async () => {
    const feed = await serveUpdates('9.9.9');
    const desktop = await startAppForTest({ env: INSTALLED });
    await desktop.onPage((bridge, updateFeed) => bridge.changeSettings({ updateFeed }), feed.url);
    expect(feed.asked).toEqual([]);
    await desktop.clickMenu('check-for-updates');
    await expect
      .poll(() => update(desktop), SOON)
      .toEqual({
        status: 'available',
        version: '9.9.9',
        message: 'Version 9.9.9 is there. The update address is not https, so please install it yourself.',
      });
    expect(feed.asked.map(({ path }) => path)).toEqual(['/latest-linux.yml']);
    // No number by which a feed could know this machine again.
    expect(feed.asked[0]?.headers['x-user-staging-id'] ?? '').toBe('');

    await desktop.onPage((bridge) => bridge.changeSettings({ updateFeed: null }));
    await desktop.onPage((bridge) => bridge.checkForUpdates());
    expect((await update(desktop)).status).toBe('off');
    expect(feed.asked).toHaveLength(1);
  });

  it('says so where there is nothing newer, and where nobody answers', async () => {
    const feed = await serveUpdates('0.0.1');
    const desktop = await startAppForTest({ env: INSTALLED });
    await desktop.onPage((bridge, updateFeed) => bridge.changeSettings({ updateFeed }), feed.url);
    await desktop.onPage((bridge) => bridge.checkForUpdates());
    await expect.poll(async () => (await update(desktop)).message, SOON).toBe('This is the newest version.');

    await desktop.onPage((bridge) => bridge.changeSettings({ updateFeed: 'http://127.0.0.1:9/' }));
    await desktop.onPage((bridge) => bridge.checkForUpdates());
    await expect
      .poll(async () => (await update(desktop)).message, SOON)
      .toBe('The update address does not answer.');
  });

  it('tells a copy that can’t update itself', async () => {
    const feed = await serveUpdates('9.9.9');
    const desktop = await startAppForTest();
    await desktop.onPage((bridge, updateFeed) => bridge.changeSettings({ updateFeed }), feed.url);
    await desktop.onPage((bridge) => bridge.checkForUpdates());
    await expect.poll(async () => (await update(desktop)).message, SOON).toContain('can’t update itself');
    expect(feed.asked).toEqual([]);
  });

  it('takes no feed that is not a web address', async () => {
    const desktop = await startAppForTest();
    const result = await desktop.onPage((bridge) => bridge.changeSettings({ updateFeed: 'file:///feed' }));
    expect(result.ok).toBe(false);
    expect((await update(desktop)).status).toBe('off');
  });
});
