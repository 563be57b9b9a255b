import { shell, type App, type Event, type WebContents } from 'electron';
import type { ShellLog } from '../shell/log.ts';
import { decideOpen, mayNavigate, openBrake } from './navigation-rules.ts';

/** Where a page belongs. */
export interface ContentsRules {
  ownOrigin: () => string | null;
  /** Opens a page of the own origin in a window of its own. */
  openOwn: (url: string) => void;
}

export interface Guard {
  /** Without rules a page may go nowhere and open nothing. */
  setRules: (contents: WebContents, rules: ContentsRules) => void;
}

/** Puts every page that this app ever opens under the rules, from its first moment on. */
export function guardContents(app: Pick<App, 'on'>, log: ShellLog): Guard {
  const rulesOf = new WeakMap<WebContents, ContentsRules>();

  app.on('web-contents-created', (_event, contents) => {
    const ownOrigin = (): string | null => rulesOf.get(contents)?.ownOrigin() ?? null;
    const keepHome = (event: Event<{ url: string }>): void => {
      if (mayNavigate(event.url, ownOrigin())) return;
      event.preventDefault();
      log.warn('navigation_refused', { to: event.url.slice(0, LOGGED_URL_CHARS) });
    };
    const mayOpen = openBrake();

    contents.on('will-navigate', keepHome);
    contents.on('will-redirect', keepHome);
    contents.on('will-frame-navigate', keepHome);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const decision = mayOpen() ? decideOpen(url, ownOrigin()) : 'nothing';
      if (decision === 'own-window') rulesOf.get(contents)?.openOwn(url);
      if (decision === 'browser') {
        shell
          .openExternal(url)
          .catch((error: unknown) => log.warn('browser_not_opened', { reason: String(error) }));
      }
      return { action: 'deny' };
    });
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, trust) => {
    event.preventDefault();
    trust(false);
  });
  return { setRules: (contents, rules) => void rulesOf.set(contents, rules) };
}

/** Enough to recognise a place by; a hostile page can make an address as long as it likes. */
const LOGGED_URL_CHARS = 200;
