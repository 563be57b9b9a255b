import fs from 'node:fs';
import path from 'node:path';
import { Router, type NextFunction, type Request, type Response } from 'express';
import sirv from 'sirv';
import { AppError } from '../protocol/errors.ts';

/**
 * What browsers heed only in what they show as a page. Scripts and styles are not, and there are some twenty of
 * them on the way into a room: half a kilobyte with each is more than a chat on a slow phone should pay.
 */
const DOCUMENT_HEADERS = [
  'Content-Security-Policy',
  'Referrer-Policy',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
];

/**
 * The pages, as the build left them, with their compressed companions. Hashed files never change; index.html
 * is asked for anew each time, so that a new version reaches everybody with the next load.
 *
 * @param pagesDir the folder that `npm run build` fills
 */
export function pages(pagesDir: string): Router {
  const router = Router();
  router.use(onlyReading);
  if (!fs.existsSync(path.join(pagesDir, 'index.html'))) {
    router.use((_request, response) => {
      response
        .status(503)
        .type('text')
        .send('The pages are not built. Run "npm run build", then start the host again.\n');
    });
    return router;
  }
  router.use(
    sirv(pagesDir, {
      gzip: true,
      brotli: true,
      etag: true,
      single: true,
      setHeaders: (response, pathname) => {
        const isHashed = pathname.startsWith('/assets/');
        response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (/\.(?:js|css)$/.test(pathname)) for (const name of DOCUMENT_HEADERS) response.removeHeader(name);
      },
    }),
  );
  return router;
}

/** sirv itself answers every method with the file. */
function onlyReading(request: Request, response: Response, next: NextFunction): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    throw new AppError('method_not_allowed');
  }
  next();
}
