import type { Menu, NativeImage, Tray } from 'electron';
import type { DesktopState } from '../bridge/contract.ts';
import type { Shell, ShellActions, ShellState } from '../shell/shell.ts';
import { textsIn, type Texts } from '../texts/texts.ts';
import { stateLine, statusOf } from './state-line.ts';
import { trayIcon, trayIconFile } from './tray-icon.ts';
import { trayMenu } from './tray-menu.ts';

export interface TrayOptions {
  shell: Shell;
  platform: DesktopState['platform'];
  /** The assets/tray folder. */
  iconFolder: string;
  Tray: typeof Tray;
  Menu: Pick<typeof Menu, 'buildFromTemplate'>;
  nativeImage: { createFromPath: (path: string) => NativeImage };
}

/** Puts the lantern into the tray and keeps it, its menu and its tooltip true. Returns how to take it away. */
export function startTray({ shell, platform, iconFolder, Tray, Menu, nativeImage }: TrayOptions): () => void {
  const iconNow = () => trayIconFile(trayIcon(statusOf(shell.state.get())), platform, iconFolder);
  let shownIcon = iconNow();
  let shownMenu = '';
  let shownTip = '';
  const tray = new Tray(nativeImage.createFromPath(shownIcon));

  const show = (): void => {
    const state = shell.state.get();
    const texts = textsIn(state.language);
    const icon = iconNow();
    if (icon !== shownIcon) {
      shownIcon = icon;
      tray.setImage(nativeImage.createFromPath(icon));
    }

    const tip = tooltip(state, texts);
    if (tip !== shownTip) {
      shownTip = tip;
      tray.setToolTip(tip);
    }

    // A menu that is replaced while it is open closes on some systems, and the state changes every second.
    const template = trayMenu(state, showingTruth(shell.actions), texts);
    const look = JSON.stringify(template);
    if (look === shownMenu) return;
    shownMenu = look;
    tray.setContextMenu(Menu.buildFromTemplate(template));
  };

  // The system ticks a checkbox by itself when it is clicked, also where the change then fails.
  function showingTruth(actions: ShellActions): ShellActions {
    const andShow =
      <Args extends unknown[]>(action: (...args: Args) => void) =>
      (...args: Args): void => {
        action(...args);
        shownMenu = '';
        show();
      };
    return {
      ...actions,
      pauseJoining: andShow(actions.pauseJoining),
      changeSettings: andShow(actions.changeSettings),
    };
  }

  show();
  // macOS opens the menu on every click; elsewhere the left button is for the window.
  if (platform !== 'macos') tray.on('click', () => openFirst(shell));
  const stop = shell.state.onChange(show);
  return () => {
    stop();
    tray.destroy();
  };
}

function tooltip(state: ShellState, texts: Texts): string {
  const lines = ['Porchlight', stateLine(state, texts)];
  if (state.unseenNotices > 0) lines.push(texts.notice.unseen(state.unseenNotices));
  return lines.join('\n');
}

/** What a click on the lantern opens: the chat where there is one, else the screen that says what is missing. */
function openFirst({ state, actions }: Shell): void {
  if (state.get().phase === 'on') actions.openChat();
  else actions.openAdmin();
}
