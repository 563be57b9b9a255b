import type { HostState, NearbyHost } from '../../server/protocol/admin.ts';
import type { Notice } from '../../server/protocol/control.ts';
import type { DesktopSettings, DesktopSettingsChange, DesktopState } from '../bridge/contract.ts';

/** All that the parts of the desktop shell show: one value, replaced as a whole on every change. */
export interface ShellState {
  phase: DesktopState['phase'];
  problem: DesktopState['problem'];
  /** Null until the host has listened once. */
  host: HostState | null;
  nearby: readonly NearbyHost[];
  settings: DesktopSettings;
  /** `settings.language`, or the system's where that is left to it. */
  language: 'en' | 'zh-CN';
  isKeepingAwake: boolean;
  isQuitting: boolean;
  /** Notices since the chat window was last in front. */
  unseenNotices: number;
  update: DesktopState['update'];
}

/** A value that can be watched. Listeners are called after a change, with the new and the former value. */
export interface Watched<T> {
  get: () => T;
  onChange: (listener: (now: T, before: T) => void) => () => void;
}

/** What the tray, the menus and the bridge can ask of the shell. */
export interface ShellActions {
  /** Shows the chat window, at that room where one is given. */
  openChat: (roomId?: number) => void;
  openAdmin: () => void;
  copyJoinLink: () => void;
  pauseJoining: (isPaused: boolean) => void;
  changeSettings: (change: DesktopSettingsChange) => void;
  restartServer: () => void;
  openLogs: () => void;
  showAbout: () => void;
  openNearby: (serverId: string) => void;
  /** Opens a host that was not found by itself, at an origin such as `http://192.168.1.20:8322`. Asks nothing. */
  openHost: (origin: string) => void;
  checkForUpdates: () => void;
  /** Asks first where people are connected. */
  quit: () => void;
}

export interface Shell {
  state: Watched<ShellState>;
  actions: ShellActions;
  /** Each notice of the server as it comes. */
  onNotice: (listener: (notice: Notice) => void) => () => void;
}
