import path from 'node:path';
import type { DesktopState } from '../bridge/contract.ts';
import type { ShellStatus } from './state-line.ts';

export type TrayIcon = 'starting' | 'on' | 'paused' | 'problem';
type Platform = DesktopState['platform'];

/** The lantern for a state: unlit, lit, covered, or in trouble. */
export function trayIcon(status: ShellStatus): TrayIcon {
  return status === 'first-run' ? 'starting' : status;
}

/**
 * The picture of an icon. macOS recolours templates and finds the one for its displays by name; Windows takes the
 * size it needs out of an icon file; a Linux panel scales one large picture down.
 *
 * @param folder the assets/tray folder
 */
export function trayIconFile(icon: TrayIcon, platform: Platform, folder: string): string {
  return path.join(folder, `${icon}${SUFFIX[platform]}`);
}

const SUFFIX: Readonly<Record<Platform, string>> = {
  macos: 'Template.png',
  windows: '.ico',
  linux: '-panel.png',
};
