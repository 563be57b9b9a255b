import os from 'node:os';
import type { DesktopState } from '../bridge/contract.ts';

export function platformName(platform: NodeJS.Platform): DesktopState['platform'] {
  switch (platform) {
    case 'win32':
      return 'windows';
    case 'darwin':
      return 'macos';
    default:
      return 'linux';
  }
}

export function versionsOf(app: string, versions: NodeJS.ProcessVersions): DesktopState['versions'] {
  return {
    app,
    electron: versions.electron,
    chrome: versions.chrome,
    node: versions.node,
  };
}

/** The name that this person signed in to the computer with, as a first guess; empty where it says nothing. */
export function suggestedUserName(read: () => { username: string } = os.userInfo): string {
  try {
    const { username } = read();
    if (/^(?:root|admin|administrator|user|pi|ubuntu)$/i.test(username)) return '';
    return username.charAt(0).toLocaleUpperCase() + username.slice(1);
  } catch {
    // Some systems have no entry for the user.
    return '';
  }
}
