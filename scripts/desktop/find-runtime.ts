import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type DesktopRuntime =
  | { kind: 'found'; binary: string }
  /** A desktop could open here, if the runtime were fetched. */
  | { kind: 'absent' }
  /** No desktop can open here. `reason` is the beginning of a sentence for people. */
  | { kind: 'impossible'; reason: string };

export interface Place {
  root: string;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  /** Whether this is the superuser of a Unix. */
  isRoot: boolean;
}

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** Whether the desktop app can open here, and with which Electron. Never fetches one. */
export function findDesktopRuntime(place: Place): DesktopRuntime {
  const { root, env, platform, isRoot } = place;
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { kind: 'impossible', reason: 'No display here' };
  }
  const named = namedBinaries(env, platform).find(existsSync);
  if (named !== undefined) return { kind: 'found', binary: named };
  // Chromium's sandbox can't protect the superuser, and does not start without its protection.
  if (isRoot && platform === 'linux') {
    return { kind: 'impossible', reason: 'The desktop app does not run as root' };
  }
  const electronPackage = path.join(root, 'node_modules/electron');
  const own = path.join(electronPackage, 'dist', installedName(electronPackage) ?? executableOn(platform));
  return existsSync(own) ? { kind: 'found', binary: own } : { kind: 'absent' };
}

/** The variables with which the `electron` package itself is pointed to a runtime. */
function namedBinaries(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const inFolder = folder && path.join(folder, executableOn(platform));
  return [env['ELECTRON_BINARY'], inFolder].filter((binary) => binary !== undefined).filter(Boolean);
}

function executableOn(platform: NodeJS.Platform): string {
  return EXECUTABLES[platform] ?? 'electron';
}

/** The package writes down the executable's name once it has fetched it. */
function installedName(electronPackage: string): string | undefined {
  const note = path.join(electronPackage, 'path.txt');
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
}
