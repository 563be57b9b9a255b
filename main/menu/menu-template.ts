import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopState } from '../bridge/contract.ts';
import type { ShellActions, ShellState } from '../shell/shell.ts';
import type { Texts } from '../texts/texts.ts';

type Item = MenuItemConstructorOptions;
type Platform = DesktopState['platform'];

export interface MenuContext {
  state: Pick<ShellState, 'phase' | 'settings'>;
  actions: ShellActions;
  texts: Texts;
  platform: Platform;
  /** Developer tools are for those who build Porchlight. */
  hasDeveloperTools: boolean;
}

/** The application menu, with the keys each system is used to. Every label is ours, so that it speaks one language. */
export function menuTemplate(context: MenuContext): Item[] {
  const isMac = context.platform === 'macos';
  return [
    ...(isMac ? [applicationMenu(context)] : []),
    fileMenu(context),
    editMenu(context),
    viewMenu(context),
    windowMenu(context),
    helpMenu(context),
  ];
}

function applicationMenu({ actions, texts: { menu, tray } }: MenuContext): Item {
  return {
    label: 'Porchlight',
    submenu: [
      { id: 'about', label: menu.about, click: actions.showAbout },
      { type: 'separator' },
      { role: 'services', label: menu.services },
      { type: 'separator' },
      { role: 'hide', label: menu.hide },
      { role: 'hideOthers', label: menu.hideOthers },
      { role: 'unhide', label: menu.showAll },
      { type: 'separator' },
      quitItem(actions, tray.quit),
    ],
  };
}

function fileMenu({ state, actions, texts: { menu, tray }, platform }: MenuContext): Item {
  const isOn = state.phase === 'on';
  return {
    label: menu.file,
    submenu: [
      {
        id: 'open-chat',
        label: tray.openChat,
        accelerator: 'CommandOrControl+1',
        enabled: isOn,
        click: () => actions.openChat(),
      },
      {
        id: 'open-host-screen',
        label: state.phase === 'first-run' ? tray.finishSetUp : tray.openHostScreen,
        accelerator: 'CommandOrControl+2',
        click: actions.openAdmin,
      },
      {
        id: 'copy-join-link',
        label: tray.copyJoinLink,
        accelerator: 'CommandOrControl+Shift+L',
        enabled: isOn,
        click: actions.copyJoinLink,
      },
      { type: 'separator' },
      { role: 'close', label: menu.closeWindow, accelerator: 'CommandOrControl+W' },
      ...(platform === 'macos' ? [] : [{ type: 'separator' } as const, quitItem(actions, tray.quit)]),
    ],
  };
}

/** Not the role: it asks first where people are connected. */
function quitItem(actions: ShellActions, label: string): Item {
  return { id: 'quit', label, accelerator: 'CommandOrControl+Q', click: actions.quit };
}

function editMenu({ texts: { menu } }: MenuContext): Item {
  return {
    label: menu.edit,
    submenu: [
      { role: 'undo', label: menu.undo },
      { role: 'redo', label: menu.redo },
      { type: 'separator' },
      { role: 'cut', label: menu.cut },
      { role: 'copy', label: menu.copy },
      { role: 'paste', label: menu.paste },
      { role: 'pasteAndMatchStyle', label: menu.pasteAsPlainText },
      { role: 'selectAll', label: menu.selectAll },
    ],
  };
}

function viewMenu({ texts: { menu }, hasDeveloperTools }: MenuContext): Item {
  return {
    label: menu.view,
    submenu: [
      { role: 'reload', label: menu.reload },
      { type: 'separator' },
      { role: 'resetZoom', label: menu.actualSize },
      { role: 'zoomIn', label: menu.zoomIn },
      // The same key without Shift, which is where + stands on most keyboards.
      { role: 'zoomIn', label: menu.zoomIn, accelerator: 'CommandOrControl+=', visible: false },
      { role: 'zoomOut', label: menu.zoomOut },
      { type: 'separator' },
      { role: 'togglefullscreen', label: menu.fullScreen },
      ...(hasDeveloperTools ? [{ role: 'toggleDevTools', label: menu.developerTools } as const] : []),
    ],
  };
}

function windowMenu({ texts: { menu }, platform }: MenuContext): Item {
  const mac: Item[] = [
    { role: 'zoom', label: menu.zoomWindow },
    { type: 'separator' },
    { role: 'front', label: menu.bringAllToFront },
  ];
  return {
    // macOS lists the open windows in the menu that has this role.
    role: 'window',
    label: menu.window,
    submenu: [{ role: 'minimize', label: menu.minimize }, ...(platform === 'macos' ? mac : [])],
  };
}

function helpMenu({ state, actions, texts: { menu, tray }, platform }: MenuContext): Item {
  return {
    role: 'help',
    label: menu.help,
    submenu: [
      { id: 'open-logs', label: tray.openLogs, click: actions.openLogs },
      {
        id: 'check-for-updates',
        label: menu.checkForUpdates,
        enabled: state.settings.updateFeed !== null,
        click: actions.checkForUpdates,
      },
      ...(platform === 'macos'
        ? []
        : [{ type: 'separator' } as const, { id: 'about', label: menu.about, click: actions.showAbout }]),
    ],
  };
}
