import type { ShellLog } from '../shell/log.ts';
import { mayInstallFrom } from './update-step.ts';

export interface FoundUpdate {
  version: string;
  /** Resolves once it is there to be installed at the next quit; null where it is not fetched. */
  downloaded: Promise<void> | null;
}

/** What looks for updates. */
export interface UpdateEngine {
  /**
   * Asks a feed once; null where it has nothing newer.
   *
   * @throws UpdateUnsupportedError, or the errors of electron-updater
   */
  check: (feed: string) => Promise<FoundUpdate | null>;
  /** Nothing that was fetched is installed any more. */
  forget: () => void;
}

/** The way this copy came onto the machine has no way to replace it. */
export class UpdateUnsupportedError extends Error {
  readonly code = 'update_unsupported';
}

/** electron-updater, which is loaded here and not before: it belongs to those alone who gave a feed. */
export async function loadUpdateEngine(log: ShellLog): Promise<UpdateEngine> {
  // Its exports are getters, which named imports don't see.
  const { default: electronUpdater } = await import('electron-updater');
  const { autoUpdater } = electronUpdater;
  autoUpdater.logger = {
    info: (message?: unknown) => log.info('updater', { message: String(message) }),
    warn: (message?: unknown) => log.warn('updater', { message: String(message) }),
    error: (message?: unknown) => log.error('updater', { message: String(message) }),
  };
  autoUpdater.disableWebInstaller = true;
  // By itself it would send a lasting number of this machine with every question.
  autoUpdater.requestHeaders = { 'x-user-staging-id': '' };

  return {
    async check(feed) {
      const mayInstall = mayInstallFrom(feed);
      autoUpdater.autoDownload = mayInstall;
      autoUpdater.autoInstallOnAppQuit = mayInstall;
      autoUpdater.setFeedURL({ provider: 'generic', url: feed });
      const result = await autoUpdater.checkForUpdates();
      if (!result)
        throw new UpdateUnsupportedError('This copy was not installed in a way that can be updated.');
      if (!result.isUpdateAvailable) return null;
      const downloaded = result.downloadPromise?.then(() => undefined) ?? null;
      return { version: result.updateInfo.version, downloaded };
    },
    forget() {
      autoUpdater.autoInstallOnAppQuit = false;
    },
  };
}
