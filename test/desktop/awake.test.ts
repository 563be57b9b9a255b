import { describe, expect, it } from 'vitest';
import { plugInDevice, whyNoOtherDevice } from './support/another-device.ts';
import { startAppForTest, type HostingApp } from './support/hosting-app.ts';
import { joinAs } from '../support/people.ts';
import { connect } from '../support/ws-client.ts';

const SOON = { timeout: 20_000 };
const why = whyNoOtherDevice();

const held = (desktop: HostingApp) =>
  desktop.app.evaluate(({ powerSaveBlocker }) => [...powerSaveBlocker.held.values()]);

describe('sleep', () => {
  it.skipIf(why !== null)(
    `is kept away while another device is connected${why ? ` (not here: ${why})` : ''}`,
    async () => {
      const desktop = await startAppForTest();
      await desktop.setUp();
      const { hostAddress, visit } = await plugInDevice();
      const { port } = new URL(await desktop.url());
      expect(await held(desktop)).toEqual([]);

      const leave = await visit(`http://${hostAddress}:${port}`, 'Bo');
      await expect.poll(() => held(desktop), SOON).toEqual(['prevent-app-suspension']);
      expect((await desktop.item('awake')).label).toBe('Keeping this computer awake');
      expect(await desktop.onPage(async (bridge) => (await bridge.getState()).isKeepingAwake)).toBe(true);

      await desktop.clickTray('keep-awake');
      await expect.poll(() => held(desktop), SOON).toEqual([]);
      await desktop.clickTray('keep-awake');
      await expect.poll(() => held(desktop), SOON).toHaveLength(1);

      await desktop.answerNext(1);
      await desktop.clickTray('quit');
      await expect
        .poll(() => desktop.dialogs(), SOON)
        .toMatchObject([{ detail: expect.stringMatching(/^1 person is here\./) }]);
      expect(desktop.app.process().exitCode).toBeNull();

      await leave();
      await expect.poll(() => desktop.stateLine(), SOON).toBe('On, nobody is here yet');
      // A phone that comes back within moments finds the host awake.
      expect(await held(desktop)).toHaveLength(1);
    },
  );

  it('is allowed while only this computer’s own windows are open', async () => {
    const desktop = await startAppForTest();
    await desktop.setUp();
    await desktop.clickTray('open-chat');
    await expect.poll(() => desktop.stateLine(), SOON).toBe('On, 1 person here');
    expect(await held(desktop)).toEqual([]);
  });

  it('is followed by a look at the network, and people find the host as it was', async () => {
    const desktop = await startAppForTest();
    await desktop.setUp();
    const host = { url: await desktop.url() };
    const bo = await joinAs(host, 'Bo');
    const client = await connect(host.url, bo);
    await client.hello();
    await desktop.app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('suspend');
      powerMonitor.emit('resume');
    });
    await desktop.clickTray('open-logs');
    const logs = () =>
      desktop.app.evaluate(({ double }) => {
        const fs = process.getBuiltinModule('node:fs');
        const folder = double.openedPaths.at(-1) ?? '';
        return fs
          .readdirSync(folder)
          .map((file) => fs.readFileSync(`${folder}/${file}`, 'utf8'))
          .join('\n');
      });
    await expect.poll(logs, SOON).toContain('machine_woke');
    expect(await logs()).not.toContain('woke_not_heard');
    await client.post('1', 'still here', 'm1');
    await expect.poll(() => desktop.stateLine(), SOON).toBe('On, 1 person here');
    await client.close();
  });
});
