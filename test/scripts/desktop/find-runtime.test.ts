import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findDesktopRuntime, type Place } from '../../../scripts/desktop/find-runtime.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

let root: string;
beforeEach(async () => {
  root = await tempDirForTest();
});

function find(place: Partial<Omit<Place, 'root'>>) {
  return findDesktopRuntime({ root, env: { DISPLAY: ':0' }, platform: 'linux', isRoot: false, ...place });
}

async function put(file: string, text = ''): Promise<string> {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  return target;
}

describe('findDesktopRuntime', () => {
  it('finds nothing where Electron is not installed', () => {
    expect(find({})).toEqual({ kind: 'absent' });
  });

  it('finds nothing where the package is installed but its runtime was never fetched', async () => {
    await put('node_modules/electron/index.js');
    expect(find({})).toEqual({ kind: 'absent' });
  });

  it.each([
    ['linux', 'electron'],
    ['win32', 'electron.exe'],
    ['darwin', 'Electron.app/Contents/MacOS/Electron'],
  ] as const)("finds the package's runtime on %s", async (platform, executable) => {
    await put('node_modules/electron/path.txt', executable);
    const binary = await put(`node_modules/electron/dist/${executable}`);
    expect(find({ platform })).toEqual({ kind: 'found', binary });
  });

  it('prefers the runtime that the environment names', async () => {
    await put('node_modules/electron/dist/electron');
    const binary = await put('other/electron');
    const found = { kind: 'found', binary };
    expect(find({ env: { DISPLAY: ':0', ELECTRON_BINARY: binary } })).toEqual(found);
    const folder = path.dirname(binary);
    expect(find({ env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: folder } })).toEqual(found);
  });

  it('needs a display on Linux alone', async () => {
    await put('node_modules/electron/dist/electron');
    await put('node_modules/electron/dist/electron.exe');
    expect(find({ env: {} })).toEqual({ kind: 'impossible', reason: 'No display here' });
    expect(find({ env: { WAYLAND_DISPLAY: 'wayland-0' } }).kind).toBe('found');
    expect(find({ env: {}, platform: 'win32' }).kind).toBe('found');
  });

  it('opens no desktop for root, who has no sandbox, unless the environment names a runtime', async () => {
    const binary = await put('node_modules/electron/dist/electron');
    expect(find({ isRoot: true })).toEqual({
      kind: 'impossible',
      reason: 'The desktop app does not run as root',
    });
    expect(find({ isRoot: true, env: { DISPLAY: ':0', ELECTRON_BINARY: binary } }).kind).toBe('found');
  });
});
