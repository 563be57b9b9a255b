import type { BrowserWindow, Session } from 'electron';
import type { ShellLog } from '../shell/log.ts';
import { createSignal } from '../shell/signal.ts';
import { createWindow, type WindowTools } from './create-window.ts';
import { hideOnClose } from './hide-on-close.ts';
import { openOwnPages } from './own-pages.ts';
import { showWindow } from './show-window.ts';

export interface ChatWindowOptions {
  session: Session;
  tools: WindowTools;
  /** Null while the host does not listen. */
  port: () => number | null;
  /** A path that signs this window in as the owner, once. @throws ControlError */
  entryPath: () => Promise<string>;
  title: () => string;
  isHosting: () => boolean;
  onHidden: () => void;
  log: ShellLog;
}

/** The chat of the own host, as its owner: one window without any bridge to this process. */
export interface ChatWindow {
  /** @throws ControlError where the host is not on */
  show: (roomId?: number) => Promise<void>;
  /** The host listens, maybe on another port than before. */
  hostListens: () => void;
  isInFront: () => boolean;
  onFront: (listener: () => void) => () => void;
}

export function chatWindow(options: ChatWindowOptions): ChatWindow {
  const { port, log } = options;
  const front = createSignal<undefined>();
  let window: BrowserWindow | null = null;
  let opening: Promise<BrowserWindow> | null = null;
  let shownPort: number | null = null;

  const origin = (): string | null => (port() === null ? null : `http://127.0.0.1:${String(port())}`);

  function make(): BrowserWindow {
    const made = createWindow(
      {
        name: 'chat',
        title: options.title(),
        width: 1100,
        height: 760,
        session: options.session,
        rules: { ownOrigin: origin, openOwn: openOwnPages(options.session, origin, options.tools) },
      },
      options.tools,
    );
    hideOnClose(made, options.isHosting, options.onHidden);
    made.on('focus', () => front.emit(undefined));
    made.on('closed', () => {
      window = null;
    });
    return made;
  }

  async function open(): Promise<BrowserWindow> {
    const path = await options.entryPath();
    window ??= make();
    const made = window;
    await enter(made, path);
    showWindow(made);
    return made;
  }

  async function enter(target: BrowserWindow, path: string): Promise<void> {
    const base = origin();
    if (base === null || !/^\/(?!\/)/.test(path)) throw new Error('The host gave no way in.');
    shownPort = port();
    await target.loadURL(`${base}${path}`);
  }

  return {
    async show(roomId) {
      if (window === null) {
        opening ??= open().finally(() => {
          opening = null;
        });
        await opening;
      }
      const shown = window;
      if (shown === null) return;
      if (roomId !== undefined) await shown.loadURL(`${origin() ?? ''}/room/${roomId}`);
      showWindow(shown);
    },
    hostListens() {
      // On the same port the page finds its way back by itself, with what was typed.
      const shown = window;
      if (shown === null || opening !== null || port() === shownPort) return;
      options
        .entryPath()
        .then((path) => enter(shown, path))
        .catch((error: unknown) => log.warn('chat_not_reopened', { reason: String(error) }));
    },
    isInFront: () => window !== null && window.isVisible() && window.isFocused(),
    onFront: (listener) => front.on(listener),
  };
}
