import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  nativeImage,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  Tray,
} from 'electron';
import path from 'node:path';
import { startAbout } from './about/about.ts';
import { startKeepAwake } from './awake/keep-awake.ts';
import { watchWake } from './awake/wake.ts';
import type { DesktopState } from './bridge/contract.ts';
import { startLinks, type EarlyLinks } from './links/links.ts';
import { createLoginItem } from './login/login-item.ts';
import { startAtLogin } from './login/start-at-login.ts';
import { startMenu } from './menu/menu.ts';
import { startNotices, type ChatFront } from './notify/notices.ts';
import { PROGRAM } from './paths.ts';
import type { ShellLog } from './shell/log.ts';
import type { Shell, ShellState } from './shell/shell.ts';
import type { Store } from './shell/watched.ts';
import { startTray } from './tray/tray.ts';

export interface ComfortParts {
  shell: Shell;
  store: Store<ShellState>;
  chat: ChatFront;
  links: EarlyLinks;
  platform: DesktopState['platform'];
  versions: DesktopState['versions'];
  log: ShellLog;
  /** Shows the sentence of a code to the person. */
  tell: (code: string, fallback: string) => void;
  onWake: () => void;
}

/** All that makes the host pleasant to have around, each part on its own. Returns how to stop it all. */
export function startComforts(parts: ComfortParts): () => void {
  const { shell, store, platform, versions, log } = parts;
  const iconFolder = path.join(PROGRAM.assets, 'tray');
  const stops = [
    startTray({ shell, platform, iconFolder, Tray, Menu, nativeImage }),
    startMenu({ shell, platform, hasDeveloperTools: !app.isPackaged, Menu }),
    startAbout({ shell, app, platform, versions, iconPath: path.join(PROGRAM.assets, 'icon-512.png') }),
    startNotices({
      shell,
      chat: parts.chat,
      windows: () => BrowserWindow.getAllWindows(),
      onUnseen: (unseenNotices) => store.update({ unseenNotices }),
      platform,
      app,
      Notification,
      iconFolder,
      nativeImage,
    }),
    startKeepAwake({
      shell,
      powerSaveBlocker,
      onKeepingAwake: (isKeepingAwake) => store.update({ isKeepingAwake }),
      log,
    }),
    watchWake({ powerMonitor, onWake: parts.onWake, log }),
    startAtLogin({
      shell,
      loginItem: createLoginItem({ platform, app, execPath: process.execPath, env: process.env }),
      onProblem: (code) => parts.tell(code, ''),
      log,
    }),
    startLinks({ shell, links: parts.links, dialog, log }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
