import { expect, it } from 'vitest';
import { startAppForTest } from './support/hosting-app.ts';

const SOON = { timeout: 20_000 };

it('changes in the tray, the menu and the About panel at once, and back with the system’s', async () => {
  const desktop = await startAppForTest();
  await desktop.setUp();
  await expect.poll(() => desktop.stateLine(), SOON).toBe('On, nobody is here yet');
  const menu = () =>
    desktop.app.evaluate(({ double }) => double.applicationMenu?.items.map(({ label }) => label) ?? []);
  const about = () =>
    desktop.app.evaluate(({ double }) => String(Reflect.get(double.aboutPanel.options, 'copyright')));
  expect(await menu()).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);

  await desktop.onPage((bridge) => bridge.changeSettings({ language: 'zh-CN' }));
  expect(await desktop.stateLine()).toBe('灯亮着，还没有人来');
  expect((await desktop.item('quit')).label).toBe('退出 Porchlight');
  expect(await menu()).toEqual(['文件', '编辑', '显示', '窗口', '帮助']);
  expect(await about()).toContain('自由软件');

  await desktop.onPage((bridge) => bridge.changeSettings({ language: 'system' }));
  expect(await desktop.stateLine()).toBe('On, nobody is here yet');
  expect(await menu()).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
});

it('is the system’s from the very start', async () => {
  const desktop = await startAppForTest({ env: { ELECTRON_DOUBLE_LOCALE: 'zh-CN' } });
  await expect.poll(() => desktop.stateLine(), SOON).toBe('还没有设置好');
});

it('shows About and the logs from the menu', async () => {
  const desktop = await startAppForTest();
  await desktop.clickMenu('about');
  await desktop.clickMenu('open-logs');
  const done = () =>
    desktop.app.evaluate(({ double }) => [double.aboutPanel.shown, double.openedPaths.length]);
  await expect.poll(done, SOON).toEqual([1, 1]);
});
