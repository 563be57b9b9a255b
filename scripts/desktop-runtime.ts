import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type DesktopRuntime =
  | { kind: 'found'; binary: string }
  /** One sentence for people. */
  | { kind: 'missing'; reason: string };

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** Whether the desktop app can open here, and with which Electron. Never fetches one. */
export function findDesktopRuntime(
  root: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): DesktopRuntime {
  const binary = existsSync(path.join(root, 'main')) ? findElectron(root, env, platform) : undefined;
  if (binary === undefined) {
    return { kind: 'missing', reason: 'No desktop runtime here, so the host runs in this terminal.' };
  }
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { kind: 'missing', reason: 'No display here, so the host runs in this terminal.' };
  }
  return { kind: 'found', binary };
}

/** The places where the `electron` package itself looks, without its download. */
function findElectron(root: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const executable = EXECUTABLES[platform] ?? 'electron';
  const fromPackage = path.join(root, 'node_modules/electron');
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const candidates = [
    env['ELECTRON_BINARY'],
    override === undefined ? undefined : path.join(override, executable),
    path.join(fromPackage, 'dist', installedName(fromPackage) ?? executable),
  ];
  return candidates.find((candidate) => candidate !== undefined && candidate !== '' && existsSync(candidate));
}

/** The package writes down the executable's name once it has fetched it. */
function installedName(electronPackage: string): string | undefined {
  const note = path.join(electronPackage, 'path.txt');
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
}
