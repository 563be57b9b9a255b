import path from 'node:path';
import type { App, BrowserWindow, NativeImage } from 'electron';
import type { DesktopState } from '../bridge/contract.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';
import { textsIn, type Language } from '../texts/texts.ts';

export interface BadgeOptions {
  platform: DesktopState['platform'];
  app: Pick<App, 'setBadgeCount'>;
  /** The assets/tray folder. */
  iconFolder: string;
  nativeImage: { createFromPath: (path: string) => NativeImage };
}

/** A window's button on the taskbar. */
export type TaskbarWindow = Pick<BrowserWindow, 'isFocused' | 'flashFrame' | 'setOverlayIcon'>;

/** The picture of a count for the taskbar of Windows; null for none. */
export function badgeIconName(count: number): string | null {
  if (count === 0) return null;
  return count > SHELL_LIMITS.badgeMaxCount ? 'unread-many' : `unread-${count}`;
}

/**
 * Shows a count at the app's icon: in the dock of macOS and the launchers of Linux that know how, and on the
 * windows' taskbar buttons on Windows.
 */
export function showBadge(
  { platform, app, iconFolder, nativeImage }: BadgeOptions,
  count: number,
  language: Language,
  windows: readonly TaskbarWindow[],
): void {
  if (platform !== 'windows') {
    app.setBadgeCount(count);
    return;
  }
  const name = badgeIconName(count);
  const icon = name === null ? null : nativeImage.createFromPath(path.join(iconFolder, `${name}.png`));
  const description = name === null ? '' : textsIn(language).notice.unseen(count);
  for (const window of windows) window.setOverlayIcon(icon, description);
}
