import type { NextFunction, Request, Response } from 'express';
import type { Logger } from '../logging/logger.ts';
import { AppError } from '../protocol/errors.ts';
import { refuse } from './answers.ts';
import { codeOf, errorText } from './error-texts.ts';

/**
 * Turns what this door's routes throw into the original's answers. Must stand last in its router.
 * Only a page that may not speak here at all gets an HTTP error: nobody unchanged ever meets that one.
 */
export function errorAnswer(logger: Logger) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const known = toAppError(error);
    if (known.status >= 500) {
      logger.error('request_failed', { method: request.method, path: request.path, code: known.code, error });
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    const retryAfter = known.details?.['retryAfterSeconds'];
    if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
    if (known.code === 'origin_not_allowed') response.status(known.status);
    refuse(response, codeOf(known), errorText(known));
  };
}

/** What body parsers throw carries the HTTP status that fits it (https://github.com/expressjs/body-parser#errors). */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.parse.failed') return new AppError('invalid_json', undefined, { cause: error });
  if (type === 'entity.too.large') return new AppError('too_large', undefined, { cause: error });
  const isCallers = typeof status === 'number' && status >= 400 && status < 500;
  return new AppError(isCallers ? 'invalid_request' : 'internal', undefined, { cause: error });
}
