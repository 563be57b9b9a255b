import { createHash } from 'node:crypto';
import { session as sessions, type BrowserWindow, type Session } from 'electron';
import { hardenSession } from '../security/harden-session.ts';
import type { ShellLog } from '../shell/log.ts';
import { createWindow, type WindowTools } from './create-window.ts';
import { openOwnPages } from './own-pages.ts';
import { showWindow } from './show-window.ts';

export interface NearbyWindows {
  /**
   * Shows the chat of another host.
   *
   * @param key what its windows and its session are known by; the other host may have chosen it
   */
  show: (key: string, name: string, url: string) => void;
}

/** One window and one session for each other host: none sees another's cookies, and none sees ours. */
export function nearbyWindows(tools: WindowTools, log: ShellLog): NearbyWindows {
  const open = new Map<string, BrowserWindow>();
  const originOfKey = new Map<string, string>();

  function sessionOf(key: string): Session {
    // Whatever the other host calls itself, the partition's name is ours.
    const digest = createHash('sha256').update(key).digest('hex').slice(0, 32);
    const session = sessions.fromPartition(`persist:host-${digest}`);
    if (!originOfKey.has(key)) hardenSession(session, 'nearby', () => originOfKey.get(key) ?? null);
    return session;
  }

  return {
    show(key, name, url) {
      const origin = hostOrigin(url);
      if (origin === null) {
        log.warn('nearby_refused');
        return;
      }
      const shown = open.get(key);
      if (shown !== undefined && originOfKey.get(key) === origin) {
        showWindow(shown);
        return;
      }
      const session = sessionOf(key);
      originOfKey.set(key, origin);
      const window = shown ?? make(key, name, session);
      window
        .loadURL(`${origin}/`)
        .catch((error: unknown) => log.warn('nearby_not_loaded', { reason: String(error) }));
      showWindow(window);
    },
  };

  function make(key: string, name: string, session: Session): BrowserWindow {
    const ownOrigin = (): string | null => originOfKey.get(key) ?? null;
    const window = createWindow(
      {
        name: 'nearby',
        title: name,
        width: 1000,
        height: 720,
        session,
        rules: { ownOrigin, openOwn: openOwnPages(session, ownOrigin, tools) },
      },
      tools,
    );
    open.set(key, window);
    window.on('closed', () => open.delete(key));
    return window;
  }
}

/** An http(s) origin without a name and password; null for everything else. */
export function hostOrigin(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return null;
  return parsed.username === '' && parsed.password === '' ? parsed.origin : null;
}
