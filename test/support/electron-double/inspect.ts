import type { MessageBoxOptions, Settings } from 'electron';
import type { BrowserWindow } from './browser-window.ts';
import type { Menu } from './menu.ts';
import type { Notification } from './notification.ts';
import type { Tray } from './tray.ts';
import type { UtilityProcess } from './utility-process.ts';

/** What tests look at and set; exported by the double as `double`, which the real module does not have. */
export const double = {
  windows: [] as BrowserWindow[],
  trays: [] as Tray[],
  notifications: [] as Notification[],
  utilityProcesses: [] as UtilityProcess[],
  applicationMenu: null as Menu | null,
  dockMenu: null as Menu | null,
  /** Addresses given to the system's browser. */
  openedUrls: [] as string[],
  /** Addresses asked for through Electron's own network. */
  netRequests: [] as string[],
  /** Folders and files given to the system. */
  openedPaths: [] as string[],
  /** Questions asked so far. */
  dialogs: [] as MessageBoxOptions[],
  /** Index of the button for each coming question; without one a question stays open. */
  dialogAnswers: [] as number[],
  /** Windows that were printed, by title. */
  prints: [] as string[],
  clipboardText: '',
  badgeCount: 0,
  loginItem: { openAtLogin: false } as Settings,
  /** Schemes the app wants to open. */
  protocolClients: new Set<string>(),
  relaunches: 0,
  aboutPanel: { options: {} as object, shown: 0 },
};

export type DoubleState = typeof double;
