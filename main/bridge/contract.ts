import * as z from 'zod/mini';
import type { NearbyHost } from '../../server/protocol/admin.ts';

/**
 * The one narrow bridge from the admin window's page into the desktop shell, as `window.porchlight`. All else the
 * page does by HTTP, like the same page in a browser. The preload exposes exactly these functions; the shell checks
 * the calling frame and parses every argument with the schema that stands here.
 */
export interface DesktopBridge {
  getState: () => Promise<DesktopState>;
  /** Calls back on every change until the returned function is called. */
  onState: (listener: (state: DesktopState) => void) => () => void;
  /** First run: makes the owner and names the network. Resolves once the host screen can be shown. */
  setUp: (request: SetUpRequest) => Promise<BridgeResult>;
  changeSettings: (change: DesktopSettingsChange) => Promise<BridgeResult>;
  openChat: () => Promise<BridgeResult>;
  /** Opens another host of this network in a chat window of its own. */
  openNearby: (serverId: string) => Promise<BridgeResult>;
  openLogs: () => Promise<BridgeResult>;
  restartServer: () => Promise<BridgeResult>;
  /** Fills the screen with this window, for a projector, or gives it back. */
  setFullScreen: (isFullScreen: boolean) => Promise<BridgeResult>;
  print: () => Promise<BridgeResult>;
  checkForUpdates: () => Promise<BridgeResult>;
}

/** Failures come as values, for Electron wraps a thrown error into text. `code` is stable, `message` a sentence. */
export type BridgeResult = { ok: true } | { ok: false; code: string; message: string };

/** What the shell knows and the page can't learn by HTTP. */
export interface DesktopState {
  /** `first-run` while there is no owner. */
  phase: 'starting' | 'first-run' | 'on' | 'problem';
  /** Why the host is not on; null while it is. */
  problem: { code: string; message: string; isRestarting: boolean } | null;
  /** What the first question's second field is filled with. */
  suggestedServerName: string;
  suggestedUserName: string;
  settings: DesktopSettings;
  isKeepingAwake: boolean;
  isFullScreen: boolean;
  nearby: NearbyHost[];
  versions: { app: string; electron: string; chrome: string; node: string };
  update: {
    status: 'off' | 'idle' | 'checking' | 'available' | 'ready' | 'failed';
    version: string | null;
    message: string | null;
  };
  platform: 'windows' | 'macos' | 'linux';
}

export const setUpRequestSchema = z.object({
  username: z.string().check(z.minLength(1), z.maxLength(200)),
  serverName: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type SetUpRequest = z.infer<typeof setUpRequestSchema>;

export const desktopLanguageSchema = z.enum(['system', 'en', 'zh-CN']);
export const desktopSettingsSchema = z.object({
  language: desktopLanguageSchema,
  /** While people are connected. */
  keepAwake: z.boolean(),
  startAtLogin: z.boolean(),
  notifications: z.boolean(),
  /** A generic feed's address; null leaves update checks off. */
  updateFeed: z.nullable(z.url({ protocol: /^https?$/ })),
});
export type DesktopSettings = z.infer<typeof desktopSettingsSchema>;

export const desktopSettingsChangeSchema = z.partial(desktopSettingsSchema);
export type DesktopSettingsChange = z.infer<typeof desktopSettingsChangeSchema>;

/** One channel a function, all below this prefix. */
export const BRIDGE_CHANNEL = 'porchlight:';
/** Pushed from the shell to the page with a `DesktopState`. */
export const STATE_CHANNEL = 'porchlight:state';
