import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Everything a page may do is served by this host; nothing else is reachable from it.
 *
 * Left out on purpose, because they only make sense with https: upgrade-insecure-requests, HSTS, and the
 * isolation headers that browsers ignore, with a warning, on plain http.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        // Safari before 15.4 does not count ws: under 'self'. The Host was checked before it is repeated here.
        connectSrc: ["'self'", (request) => webSocketSource(request)],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

function webSocketSource({ headers }: IncomingMessage): string {
  return `ws://${headers.host ?? 'localhost'} wss://${headers.host ?? 'localhost'}`;
}
