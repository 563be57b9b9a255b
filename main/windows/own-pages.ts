import type { Session } from 'electron';
import { createWindow, type WindowTools } from './create-window.ts';

/** Opens what a chat links to on its own host, mostly a picture, in a window of the same session. */
export function openOwnPages(
  session: Session,
  ownOrigin: () => string | null,
  tools: WindowTools,
): (url: string) => void {
  const openOwn = (url: string): void => {
    const window = createWindow(
      { name: null, title: '', width: 900, height: 700, session, rules: { ownOrigin, openOwn } },
      tools,
    );
    window.once('ready-to-show', () => window.show());
    // A file that is downloaded ends the load; there is nothing to look at then.
    window.loadURL(url).catch(() => window.destroy());
  };
  return openOwn;
}
