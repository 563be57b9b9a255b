import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { plugInDevice, whyNoOtherDevice } from './support/another-device.ts';
import { startAppForTest, type HostingApp } from './support/hosting-app.ts';

const SOON = { timeout: 20_000 };
const STAY = 1;
const QUIT = 0;
const why = whyNoOtherDevice();

const hostLog = ({ app }: HostingApp) => readFile(path.join(app.userData, 'data/logs/host.log'), 'utf8');

async function startWithVisitor(): Promise<HostingApp> {
  const desktop = await startAppForTest({ args: ['--port', '0', '--no-mdns'] });
  await desktop.setUp();
  const { hostAddress, visit } = await plugInDevice();
  const { port } = new URL(await desktop.url());
  await visit(`http://${hostAddress}:${port}`, 'Bo');
  await expect.poll(() => desktop.stateLine(), SOON).toBe('On, 1 person here');
  return desktop;
}

describe.skipIf(why !== null)(
  `quitting with people connected${why === null ? '' : ` (not here: ${why})`}`,
  () => {
    it('asks, and stays when told to, whichever way it was asked for', async () => {
      const desktop = await startWithVisitor();
      await desktop.answerNext(STAY);
      await desktop.clickTray('quit');
      await expect.poll(() => desktop.dialogs(), SOON).toHaveLength(1);
      await desktop.answerNext(STAY);
      // The dock and the system's own menu come this way.
      await desktop.app.evaluate(({ app }) => app.quit());
      await expect.poll(() => desktop.dialogs(), SOON).toHaveLength(2);
      expect((await desktop.dialogs())[1]).toMatchObject({
        message: 'Quit Porchlight?',
        buttons: ['Quit', 'Keep hosting'],
      });
      expect(await desktop.stateLine()).toBe('On, 1 person here');

      // Nobody is there to be asked at a shutdown.
      desktop.app.process().kill('SIGTERM');
      expect(await desktop.app.exited).toBe(0);
      expect(await hostLog(desktop)).toContain('host_stopped');
    });

    it('stops the host cleanly when told to', async () => {
      const desktop = await startWithVisitor();
      await desktop.answerNext(QUIT);
      await desktop.clickTray('quit');
      expect(await desktop.app.exited).toBe(0);
      expect(await hostLog(desktop)).toContain('host_stopped');
    });
  },
);

describe('quitting with nobody connected', () => {
  it('asks nothing, although the own chat window is open', async () => {
    const desktop = await startAppForTest({ args: ['--port', '0', '--no-mdns'] });
    await desktop.setUp();
    await desktop.clickTray('open-chat');
    await expect.poll(() => desktop.stateLine(), SOON).toBe('On, 1 person here');
    await desktop.clickTray('quit');
    expect(await desktop.app.exited).toBe(0);
    expect(await hostLog(desktop)).toContain('host_stopped');
  });
});
