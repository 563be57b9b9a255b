import type { DesktopSettingsChange } from '../bridge/contract.ts';
import { ControlError } from '../server-process/control-link.ts';
import type { ServerProcess } from '../server-process/server-process.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { languageFor } from '../texts/texts.ts';
import type { AdminWindow } from '../windows/admin-window.ts';
import type { ChatWindow } from '../windows/chat-window.ts';
import type { NearbyWindows } from '../windows/nearby-windows.ts';
import type { ShellLog } from './log.ts';
import type { ShellActions, ShellState } from './shell.ts';
import type { Store } from './watched.ts';

export interface ActionParts {
  store: Store<ShellState>;
  server: ServerProcess;
  settings: SettingsStore;
  admin: AdminWindow;
  chat: ChatWindow;
  nearby: NearbyWindows;
  log: ShellLog;
  systemLanguages: () => readonly string[];
  copyText: (text: string) => Promise<void>;
  openFolder: () => Promise<void>;
  showAbout: () => void;
  checkForUpdates: () => void;
  quit: () => void;
  /** Shows the sentence of a code to the person. */
  tell: (code: string, fallback: string) => void;
}

/** The same work, for callers that want to know how it ended. Failures are errors with a code. */
export interface ShellWork {
  openChat: (roomId?: number) => Promise<void>;
  openNearby: (serverId: string) => void;
  changeSettings: (change: DesktopSettingsChange) => Promise<void>;
  openLogs: () => Promise<void>;
  restartServer: () => Promise<void>;
}

export function shellWork(parts: ActionParts): ShellWork {
  const { store, server, settings, admin, chat, nearby } = parts;
  return {
    async openChat(roomId) {
      // Until there is an owner nobody could be signed in.
      if (store.get().phase === 'first-run') admin.show();
      else await chat.show(roomId);
    },
    openNearby(serverId) {
      const host = store.get().nearby.find((each) => each.serverId === serverId);
      if (host === undefined)
        throw new ControlError('not_found', 'This host is not on the network just now.');
      nearby.show(host.serverId, host.name, host.url);
    },
    async changeSettings(change) {
      const saved = settings.change(change);
      const now = settings.get();
      store.update({ settings: now, language: languageFor(now.language, parts.systemLanguages()) });
      await saved;
    },
    openLogs: parts.openFolder,
    restartServer: () => server.restart(),
  };
}

/** What menus and the tray call: nothing to wait for; what fails is said in a sentence. */
export function shellActions(parts: ActionParts, work: ShellWork): ShellActions {
  const { store, server, admin, nearby, log, tell } = parts;
  const saying = (done: Promise<unknown>): void => {
    done.catch((error: unknown) => {
      log.warn('action_failed', { reason: String(error) });
      if (error instanceof Error && 'code' in error) tell(String(error.code), error.message);
      else tell('internal', 'Something went wrong.');
    });
  };
  return {
    openChat: (roomId) => saying(work.openChat(roomId)),
    openAdmin: () => admin.show(),
    copyJoinLink() {
      const best = store.get().host?.best;
      if (best) saying(parts.copyText(best.url));
      else tell('nothing_to_copy', 'There is no link to copy.');
    },
    pauseJoining: (isPaused) => saying(server.ask({ type: 'pause-joining', isPaused })),
    changeSettings: (change) => saying(work.changeSettings(change)),
    restartServer: () => saying(work.restartServer()),
    openLogs: () => saying(work.openLogs()),
    showAbout: parts.showAbout,
    // A menu may be older than what it shows; one wrapper turns the error into a sentence.
    openNearby: (serverId) => saying(Promise.resolve().then(() => work.openNearby(serverId))),
    openHost: (origin) => nearby.show(origin, new URL(origin).host, origin),
    checkForUpdates: parts.checkForUpdates,
    quit: parts.quit,
  };
}
