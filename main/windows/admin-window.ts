import type { BrowserWindow, Session, WebContents } from 'electron';
import { APP_ORIGIN } from '../security/origins.ts';
import { createWindow, type WindowTools } from './create-window.ts';
import { hideOnClose } from './hide-on-close.ts';
import { showWindow } from './show-window.ts';

export interface AdminWindowOptions {
  session: Session;
  preload: string;
  tools: WindowTools;
  /** Whether closing only hides. */
  isHosting: () => boolean;
  onHidden: () => void;
  /** It was closed for good. */
  onClosed: () => void;
  onFullScreen: (isFullScreen: boolean) => void;
  onLoadFailed: (error: unknown) => void;
}

/** The host screen: one window, made when it is first asked for. */
export interface AdminWindow {
  show: () => void;
  /** Null while it has not been made. */
  window: () => BrowserWindow | null;
  contents: () => WebContents | null;
}

export function adminWindow(options: AdminWindowOptions): AdminWindow {
  let window: BrowserWindow | null = null;

  function open(): BrowserWindow {
    const made = createWindow(
      {
        name: 'admin',
        title: 'Porchlight',
        width: 1160,
        height: 760,
        session: options.session,
        preload: options.preload,
        rules: { ownOrigin: () => APP_ORIGIN, openOwn: () => undefined },
      },
      options.tools,
    );
    hideOnClose(made, options.isHosting, options.onHidden);
    made.on('enter-full-screen', () => options.onFullScreen(true));
    made.on('leave-full-screen', () => options.onFullScreen(false));
    made.on('closed', () => {
      window = null;
      options.onClosed();
    });
    made.once('ready-to-show', () => showWindow(made));
    made.loadURL(`${APP_ORIGIN}/`).catch(options.onLoadFailed);
    return made;
  }

  return {
    show() {
      if (window === null) window = open();
      else showWindow(window);
    },
    window: () => window,
    contents: () => window?.webContents ?? null,
  };
}
