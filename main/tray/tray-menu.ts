import type { MenuItemConstructorOptions } from 'electron';
import type { ShellActions, ShellState } from '../shell/shell.ts';
import { problemSentence, type Texts } from '../texts/texts.ts';
import { stateLine, statusOf } from './state-line.ts';

export type TrayItem = MenuItemConstructorOptions;

/** Names of the items, for those that look for one of them. */
export const TRAY_ITEM_IDS = {
  state: 'state',
  problem: 'problem',
  awake: 'awake',
  openChat: 'open-chat',
  openAdmin: 'open-host-screen',
  copyJoinLink: 'copy-join-link',
  pauseJoining: 'pause-joining',
  keepAwake: 'keep-awake',
  startAtLogin: 'start-at-login',
  restartServer: 'restart-server',
  openLogs: 'open-logs',
  quit: 'quit',
} as const;

/** The tray's menu for a state. Checkboxes ask for the other value; the next state says what became of it. */
export function trayMenu(state: ShellState, actions: ShellActions, texts: Texts): TrayItem[] {
  const ids = TRAY_ITEM_IDS;
  const status = statusOf(state);
  const isOn = status === 'on' || status === 'paused';
  const { settings } = state;

  return [
    ...stateLines(state, texts),
    { type: 'separator' },
    { id: ids.openChat, label: texts.tray.openChat, enabled: isOn, click: () => actions.openChat() },
    {
      id: ids.openAdmin,
      label: status === 'first-run' ? texts.tray.finishSetUp : texts.tray.openHostScreen,
      click: actions.openAdmin,
    },
    {
      id: ids.copyJoinLink,
      label: texts.tray.copyJoinLink,
      enabled: isOn && state.host?.best != null,
      click: actions.copyJoinLink,
    },
    { type: 'separator' },
    {
      id: ids.pauseJoining,
      label: texts.tray.pauseJoining,
      type: 'checkbox',
      enabled: isOn,
      checked: status === 'paused',
      click: () => actions.pauseJoining(status !== 'paused'),
    },
    {
      id: ids.keepAwake,
      label: texts.tray.keepAwake,
      type: 'checkbox',
      checked: settings.keepAwake,
      click: () => actions.changeSettings({ keepAwake: !settings.keepAwake }),
    },
    {
      id: ids.startAtLogin,
      label: texts.tray.startAtLogin,
      type: 'checkbox',
      checked: settings.startAtLogin,
      click: () => actions.changeSettings({ startAtLogin: !settings.startAtLogin }),
    },
    { type: 'separator' },
    {
      id: ids.restartServer,
      label: texts.tray.restartServer,
      enabled: status !== 'starting' && state.problem?.isRestarting !== true,
      click: actions.restartServer,
    },
    { id: ids.openLogs, label: texts.tray.openLogs, click: actions.openLogs },
    { type: 'separator' },
    { id: ids.quit, label: texts.tray.quit, click: actions.quit },
  ];
}

function stateLines(state: ShellState, texts: Texts): TrayItem[] {
  const lines: TrayItem[] = [
    { id: TRAY_ITEM_IDS.state, label: plain(stateLine(state, texts)), enabled: false },
  ];
  if (state.problem) {
    const { code, message } = state.problem;
    const label = plain(problemSentence(texts, code, message));
    lines.push({ id: TRAY_ITEM_IDS.problem, label, enabled: false });
  }
  if (state.isKeepingAwake) {
    lines.push({ id: TRAY_ITEM_IDS.awake, label: texts.state.keepingAwake, enabled: false });
  }
  return lines;
}

/** In a menu's label a single & makes the next letter a shortcut. */
function plain(text: string): string {
  return text.replaceAll('&', '&&');
}
