import type { Session } from 'electron';
import { APP_ORIGIN, APP_SCHEME, originOf } from '../security/origins.ts';
import { forwardApi, type ForwardOptions } from './forward-api.ts';
import { plain, servePageFile } from './page-files.ts';

export interface ServeAppOptions extends ForwardOptions {
  /** The folder with the built pages. */
  pages: string;
  /** The admin page in it. */
  adminPage: string;
}

/** Answers `app://porchlight/...` in one session: pages from the disk, and the host's API as the owner. */
export function serveApp(session: Session, options: ServeAppOptions): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    if (originOf(request.url) !== APP_ORIGIN) return plain(404, 'Not found');
    const { pathname } = new URL(request.url);
    if (pathname === '/api' || pathname.startsWith('/api/')) return forwardApi(request, options);
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Method not allowed');
    return servePageFile(options.pages, options.adminPage, pathname);
  });
}
