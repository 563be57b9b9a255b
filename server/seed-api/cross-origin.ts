import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { AppError } from '../protocol/errors.ts';
import type { DoorTransport } from './door-transport.ts';

const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * CORS for front ends that are served elsewhere. Only origins that the host was told to allow get any of it;
 * to every other page this door looks as if CORS did not exist.
 */
export function crossOrigin(allowedOrigins: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    if (allowedOrigins.size > 0) response.vary('Origin');
    if (origin === undefined || !allowedOrigins.has(origin)) {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Expose-Headers', 'token, Retry-After');
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', 'content-type, token');
    response.setHeader('Access-Control-Max-Age', String(PREFLIGHT_MAX_AGE_SECONDS));
    response.status(204).end();
  };
}

/** A stranger's page may neither change anything here nor sign anybody in or out. */
export function checkOrigin(transport: DoorTransport): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const { origin, host } = request.headers;
    if (!transport.isAllowedOrigin(origin, host)) throw new AppError('origin_not_allowed');
    next();
  };
}
