import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';

/** Whether a request brings a body (RFC 9112 §6.3). */
export function hasBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}

/**
 * Ends the connection of a request whose body does not arrive in time. For routes with small bodies: the
 * server's own limit has to leave time for large files.
 */
export function bodyDeadline(timeoutMs: number) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (hasBody(request) && !request.complete) {
      const timer = setTimeout(() => {
        // Read to its end, it may still be waiting for its answer.
        if (!request.complete) request.destroy();
      }, timeoutMs);
      for (const end of ['end', 'close']) request.once(end, () => clearTimeout(timer));
    }
    next();
  };
}
