import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findDesktopRuntime } from '../../scripts/desktop-runtime.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

const WITH_DISPLAY = { DISPLAY: ':0' };
const NO_RUNTIME = {
  kind: 'missing',
  reason: 'No desktop runtime here, so the host runs in this terminal.',
};

let root: string;
beforeEach(async () => {
  root = await tempDirForTest();
  await mkdir(path.join(root, 'main'));
});

async function put(file: string, text = ''): Promise<string> {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  return target;
}

describe('findDesktopRuntime', () => {
  it('finds nothing where Electron is not installed', () => {
    expect(findDesktopRuntime(root, WITH_DISPLAY, 'linux')).toEqual(NO_RUNTIME);
  });

  it('finds nothing where the package is installed but its runtime was never fetched', async () => {
    await put('node_modules/electron/index.js');
    expect(findDesktopRuntime(root, WITH_DISPLAY, 'linux')).toEqual(NO_RUNTIME);
  });

  it.each([
    ['linux', 'electron'],
    ['win32', 'electron.exe'],
    ['darwin', 'Electron.app/Contents/MacOS/Electron'],
  ] as const)("finds the package's runtime on %s", async (platform, executable) => {
    await put('node_modules/electron/path.txt', executable);
    const binary = await put(`node_modules/electron/dist/${executable}`);
    expect(findDesktopRuntime(root, WITH_DISPLAY, platform)).toEqual({ kind: 'found', binary });
  });

  it('prefers the runtime that the environment names', async () => {
    await put('node_modules/electron/dist/electron');
    const other = await put('other/electron');
    const named = { ...WITH_DISPLAY, ELECTRON_BINARY: other };
    expect(findDesktopRuntime(root, named, 'linux')).toEqual({ kind: 'found', binary: other });
    const folder = { ...WITH_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH: path.dirname(other) };
    expect(findDesktopRuntime(root, folder, 'linux')).toEqual({ kind: 'found', binary: other });
  });

  it('needs a display on Linux alone', async () => {
    await put('node_modules/electron/dist/electron');
    await put('node_modules/electron/dist/electron.exe');
    expect(findDesktopRuntime(root, {}, 'linux')).toEqual({
      kind: 'missing',
      reason: 'No display here, so the host runs in this terminal.',
    });
    expect(findDesktopRuntime(root, { WAYLAND_DISPLAY: 'wayland-0' }, 'linux').kind).toBe('found');
    expect(findDesktopRuntime(root, {}, 'win32').kind).toBe('found');
  });
});
