import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { Logger } from '../logging/logger.ts';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { EntryTickets } from '../services/enter-window.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { HostDesk } from '../services/tend-host.ts';
import type { Brakes } from '../session/brakes.ts';
import { isAllowedHost, isAllowedOrigin } from './allowed-hosts.ts';
import { bodyDeadline, hasBody } from './body-deadline.ts';
import { errorAnswer } from './error-answer.ts';
import type { HostStreams } from './host-stream.ts';
import type { Identity } from './identity.ts';
import { limitRequests } from './limit-requests.ts';
import { apiPage } from './openapi/page.ts';
import { pages } from './pages.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { adminRoutes } from './routes/admin-routes.ts';
import { confirmationRoutes } from './routes/confirmation-routes.ts';
import { fileRoutes, sharedPictureRoutes } from './routes/file-routes.ts';
import { openApiRoutes } from './routes/openapi-routes.ts';
import { roomRoutes } from './routes/room-routes.ts';
import { searchRoutes } from './routes/search-routes.ts';
import { serverRoutes } from './routes/server-routes.ts';
import { uploadRoutes } from './routes/upload-routes.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpAppOptions {
  context: ServiceContext;
  identity: Identity;
  logger: Logger;
  /** Lower-case names this host answers to, besides IP literals and localhost. */
  hostNames: () => ReadonlySet<string>;
  brakes: Brakes;
  desk: HostDesk;
  streams: HostStreams;
  tickets: EntryTickets;
  /** Told of every page that somebody opens: from where, and at which address of this machine. */
  onPageOpened: (remoteAddress: string, localAddress: string) => void;
  /** The original's door: it answers first, and leaves what a browser opens as a page to the pages. */
  seedDoor: RequestHandler;
  pagesDir: string;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** All that an unset host answers; everything else waits for its owner. */
const SETUP_PATHS: ReadonlySet<string> = new Set(['/server', '/setup']);

/** The HTTP side of the host, from the first check to the last error. */
export function httpApp(options: HttpAppOptions): Express {
  const { context, identity, logger, brakes, desk, streams, tickets } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(checkHost(options.hostNames));
  app.use(securityHeaders());
  app.use('/api/v1', api());
  app.use('/api', apiPage(context.version), notFound);
  app.use(notePage(options.onPageOpened));
  app.use('/uploads', sharedPictureRoutes(context), notFound);
  app.use(options.seedDoor);
  app.use(pages(options.pagesDir));
  app.use(notFound);
  app.use(errorAnswer(logger));
  return app;

  function api(): express.Router {
    const router = express.Router();
    router.use((_request, response, next) => {
      response.setHeader('Cache-Control', 'no-store');
      next();
    });
    router.use(checkOrigin);
    router.use(identity.cookies, identity.renew);
    router.use(limitRequests(brakes.requests, (request) => identity.of(request)));
    router.use(checkSetUp(context));
    // Files come as forms, and as large as the settings say.
    router.use(fileRoutes(context, identity));
    router.use(uploadRoutes(context, identity));
    router.use(bodyDeadline(LIMITS.jsonBodyTimeoutMs));
    router.use(requireJson, express.json({ limit: LIMITS.jsonBodyMaxBytes, type: 'application/json' }));
    router.use(openApiRoutes(context));
    router.use(serverRoutes(context, identity));
    router.use(accountRoutes({ context, identity, throttle: brakes.signIns, joins: brakes.joins, tickets }));
    router.use(adminRoutes({ context, identity, desk, streams }));
    router.use(roomRoutes(context, identity, brakes.sends));
    router.use(searchRoutes(context, identity));
    router.use(confirmationRoutes(context, identity));
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

function notePage(onPageOpened: HttpAppOptions['onPageOpened']) {
  return ({ method, socket }: Request, _response: Response, next: NextFunction): void => {
    if (method === 'GET') onPageOpened(socket.remoteAddress ?? '', socket.localAddress ?? '');
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

/** A body that is not JSON is refused by name, instead of being read as an empty one. */
function requireJson(request: Request, _response: Response, next: NextFunction): void {
  if (hasBody(request) && !request.is('application/json')) throw new AppError('unsupported_media_type');
  next();
}

function notFound(): never {
  throw new AppError('not_found');
}
