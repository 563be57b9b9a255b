import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { createLoginItem, wasStartedHidden, type LoginItem } from '../../../main/login/login-item.ts';
import { startAtLogin } from '../../../main/login/start-at-login.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { keptLog, scriptedShell, shellState } from '../support/scripted-shell.ts';

function fakeApp(settings: Partial<ReturnType<App['getLoginItemSettings']>> = {}, isPackaged = true) {
  return {
    isPackaged,
    getAppPath: () => '/src/porchlight app',
    getPath: () => '/home/ada',
    setLoginItemSettings: vi.fn(),
    getLoginItemSettings: vi.fn(() => ({
      openAtLogin: false,
      wasOpenedAtLogin: false,
      status: 'not-registered' as const,
      executableWillLaunchAtLogin: false,
      launchItems: [],
      ...settings,
    })),
  };
}

describe('createLoginItem', () => {
  it('writes an autostart entry on Linux, for the AppImage where it is one', async () => {
    const folder = await tempDirForTest();
    const env = { XDG_CONFIG_HOME: folder, APPIMAGE: '/home/ada/Porchlight.AppImage' };
    const item = createLoginItem({ platform: 'linux', app: fakeApp(), execPath: '/tmp/.mount/x', env });
    await item.set(true);
    expect(await item.isOn()).toBe(true);
    const entry = await readFile(path.join(folder, 'autostart/porchlight.desktop'), 'utf8');
    expect(entry).toContain('Exec="/home/ada/Porchlight.AppImage" "--hidden"');
    await item.set(false);
    expect(await item.isOn()).toBe(false);
  });

  it('gives Windows the hidden flag, and quotes a path with spaces', async () => {
    const app = fakeApp({ executableWillLaunchAtLogin: true }, false);
    const item = createLoginItem({ platform: 'windows', app, execPath: 'C:\\electron.exe', env: {} });
    await item.set(true);
    const args = ['"/src/porchlight app"', '--hidden'];
    expect(app.setLoginItemSettings).toHaveBeenCalledWith({
      openAtLogin: true,
      path: 'C:\\electron.exe',
      args,
    });
    expect(await item.isOn()).toBe(true);
    expect(app.getLoginItemSettings).toHaveBeenCalledWith({ path: 'C:\\electron.exe', args });
  });

  it('asks macOS itself', async () => {
    const app = fakeApp({ openAtLogin: true });
    const item = createLoginItem({ platform: 'macos', app, execPath: '/x', env: {} });
    await item.set(true);
    expect(app.setLoginItemSettings).toHaveBeenCalledWith({ openAtLogin: true });
    expect(await item.isOn()).toBe(true);
  });
});

describe('wasStartedHidden', () => {
  it('believes the flag everywhere and the system on macOS', () => {
    expect(wasStartedHidden(['porchlight', '--hidden'], 'windows', fakeApp())).toBe(true);
    expect(wasStartedHidden(['porchlight'], 'linux', fakeApp({ wasOpenedAtLogin: true }))).toBe(false);
    expect(wasStartedHidden(['porchlight'], 'macos', fakeApp({ wasOpenedAtLogin: true }))).toBe(true);
    expect(wasStartedHidden(['porchlight'], 'macos', fakeApp())).toBe(false);
  });
});

describe('startAtLogin', () => {
  /** A system that keeps what it is told, unless it refuses. */
  function follow({ isOnAtStart = false, refuses = false, wanted = false } = {}) {
    let isOn = isOnAtStart;
    let settled = Promise.resolve();
    const calls: boolean[] = [];
    const item: LoginItem = {
      isOn: async () => isOn,
      set: async (next) => {
        calls.push(next);
        if (refuses) throw new Error('no');
        isOn = next;
      },
    };
    const shell = scriptedShell({ settings: { ...shellState().settings, startAtLogin: wanted } });
    shell.actions.changeSettings = (change) => {
      const settings = { ...shell.state.get().settings, ...change } as typeof change &
        ReturnType<typeof shellState>['settings'];
      shell.state.update({ settings });
    };
    const onProblem = vi.fn();
    const log = keptLog();
    startAtLogin({ shell, loginItem: item, onProblem, log });
    const settle = async () => {
      for (let turn = 0; turn < 20; turn += 1) settled = settled.then(() => undefined);
      await settled;
    };
    return { shell, calls, onProblem, log, settle, isOn: () => isOn };
  }

  it('takes over what the person changed in the system', async () => {
    const { shell, settle, calls } = follow({ isOnAtStart: false, wanted: true });
    await settle();
    expect(shell.state.get().settings.startAtLogin).toBe(false);
    expect(calls).toEqual([]);
  });

  it('tells the system of each change, the last one last', async () => {
    const { shell, settle, isOn } = follow();
    await settle();
    for (const startAtLogin of [true, false, true]) shell.actions.changeSettings({ startAtLogin });
    await settle();
    await settle();
    expect(isOn()).toBe(true);
    expect(shell.state.get().settings.startAtLogin).toBe(true);
  });

  it('says so and takes the tick back where the system refuses', async () => {
    const { shell, settle, onProblem, log } = follow({ refuses: true });
    await settle();
    shell.actions.changeSettings({ startAtLogin: true });
    await settle();
    await settle();
    expect(onProblem).toHaveBeenCalledExactlyOnceWith('login_item_failed');
    expect(shell.state.get().settings.startAtLogin).toBe(false);
    expect(log.events).toContain('login_item_failed');
  });
});
