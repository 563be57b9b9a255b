import type { NextFunction, Request, Response } from 'express';
import { drainRequest } from '../files/drain-request.ts';
import type { Logger } from '../logging/logger.ts';
import { AppError } from '../protocol/errors.ts';
import { logFailure } from './log-failure.ts';

/** The one place where errors become HTTP. Must be the last middleware. */
export function errorAnswer(logger: Logger) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const known = toAppError(error);
    logFailure(logger, 'request_failed', { method: request.method, path: request.path }, known, error);
    if (response.headersSent) {
      next(error);
      return;
    }
    const retryAfter = known.details?.['retryAfterSeconds'];
    if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
    if (known.code === 'busy' || known.code === 'stopping') response.setHeader('Retry-After', '2');
    response.status(known.status).json(known.toBody());
    drainRequest(request);
  };
}

/** What body-parser and the router call their errors (https://github.com/expressjs/body-parser#errors). */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.parse.failed' || type === 'request.size.invalid' || type === 'request.aborted') {
    return new AppError('invalid_json', undefined, { cause: error });
  }
  if (type === 'entity.too.large') return new AppError('too_large', undefined, { cause: error });
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') {
    return new AppError('unsupported_media_type', undefined, { cause: error });
  }
  // A path that can't be decoded, a malformed header: the caller's mistake, whoever noticed it.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('invalid_request', undefined, { cause: error });
  }
  return new AppError('internal', undefined, { cause: error });
}
