import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { AppError } from '../protocol/errors.ts';
import { isLoopback } from '../session/loopback.ts';
import type { RateLimiter } from '../session/rate-limiter.ts';
import type { Session } from '../session/sessions.ts';

/** Counts each request against the caller's share: a person's, or a stranger's address's. Null limits nobody. */
export function limitRequests(
  limiter: RateLimiter | null,
  sessionOf: (request: Request) => Session | null,
): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const address = request.socket.remoteAddress ?? '';
    const session = sessionOf(request);
    // Strangers on the host's own machine are its owner's tools; people are limited wherever they sit.
    const isExempt = !limiter || (!session && isLoopback(address));
    const waitSeconds = isExempt ? 0 : limiter.take(session ? `user ${session.userId}` : address);
    if (waitSeconds > 0) throw new AppError('rate_limited', { retryAfterSeconds: Math.ceil(waitSeconds) });
    next();
  };
}
