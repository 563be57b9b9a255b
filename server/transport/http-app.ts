import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from '../logging/logger.ts';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { isLoopback } from '../session/loopback.ts';
import { RateLimiter } from '../session/rate-limiter.ts';
import { SignInThrottle } from '../session/sign-in-throttle.ts';
import { isAllowedHost, isAllowedOrigin } from './allowed-hosts.ts';
import { errorAnswer } from './error-answer.ts';
import type { Identity } from './identity.ts';
import { pages } from './pages.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { roomRoutes } from './routes/room-routes.ts';
import { serverRoutes } from './routes/server-routes.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpAppOptions {
  context: ServiceContext;
  identity: Identity;
  logger: Logger;
  /** Lower-case names this host answers to, besides IP literals and localhost. */
  hostNames: () => ReadonlySet<string>;
  hasRateLimits: boolean;
  pagesDir: string;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** All that an unset host answers; everything else waits for its owner. */
const SETUP_PATHS: ReadonlySet<string> = new Set(['/server', '/setup']);

/** The HTTP side of the host, from the first check to the last error. */
export function httpApp(options: HttpAppOptions): Express {
  const { context, identity, logger, hasRateLimits } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(checkHost(options.hostNames));
  app.use(securityHeaders());
  app.use('/api/v1', api());
  app.use('/api', notFound);
  app.use(pages(options.pagesDir));
  app.use(notFound);
  app.use(errorAnswer(logger));
  return app;

  function api(): express.Router {
    const router = express.Router();
    const joins = hasRateLimits
      ? new RateLimiter(LIMITS.joinsPerSecondPerAddress, LIMITS.joinsBurstPerAddress, context.now)
      : null;
    router.use((_request, response, next) => {
      response.setHeader('Cache-Control', 'no-store');
      next();
    });
    router.use(checkOrigin);
    router.use(identity.cookies, identity.renew);
    if (hasRateLimits) router.use(limitRequests(context, identity));
    router.use(checkSetUp(context));
    router.use(requireJson, express.json({ limit: LIMITS.jsonBodyMaxBytes, type: 'application/json' }));
    router.use(serverRoutes(context, identity));
    router.use(accountRoutes({ context, identity, throttle: new SignInThrottle(context.now), joins }));
    router.use(roomRoutes(context, identity));
    router.use(notFound);
    return router;
  }
}

function checkHost(hostNames: () => ReadonlySet<string>) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (!isAllowedHost(request.headers.host, hostNames())) throw new AppError('host_not_allowed');
    next();
  };
}

function checkOrigin(request: Request, _response: Response, next: NextFunction): void {
  const { origin, host } = request.headers;
  if (!SAFE_METHODS.has(request.method) && !isAllowedOrigin(origin, host))
    throw new AppError('origin_not_allowed');
  next();
}

function checkSetUp({ directory }: ServiceContext) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (!SETUP_PATHS.has(request.path) && !directory.hasOwner) throw new AppError('setup_required');
    next();
  };
}

function limitRequests({ now }: ServiceContext, identity: Identity) {
  const limiter = new RateLimiter(LIMITS.requestsPerSecond, LIMITS.requestsBurst, now);
  return (request: Request, _response: Response, next: NextFunction): void => {
    const address = request.socket.remoteAddress ?? '';
    const session = identity.of(request);
    // Strangers on the host's own machine are its owner's tools; people are limited wherever they sit.
    const isExempt = !session && isLoopback(address);
    const waitSeconds = isExempt ? 0 : limiter.take(session ? `user ${session.userId}` : address);
    if (waitSeconds > 0) throw new AppError('rate_limited', { retryAfterSeconds: Math.ceil(waitSeconds) });
    next();
  };
}

/** A body that is not JSON is refused by name, instead of being read as an empty one. */
function requireJson(request: Request, _response: Response, next: NextFunction): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const hasBody = encoding !== undefined || (length !== undefined && length !== '0');
  if (hasBody && !request.is('application/json')) throw new AppError('unsupported_media_type');
  next();
}

function notFound(): never {
  throw new AppError('not_found');
}
