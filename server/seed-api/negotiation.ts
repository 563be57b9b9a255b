import type { NextFunction, Request, Response } from 'express';

/**
 * Paths that are both a page of ours and an answer of the original: a browser that opens one gets the page,
 * everything that does not ask for HTML gets the answer. Leaves this door's router for a page.
 */
export function leaveToPages(request: Request, response: Response, next: NextFunction): void {
  response.vary('Accept');
  // JSON first: a client that takes anything is a script.
  if (request.accepts(['json', 'html']) === 'html') next('router');
  else next();
}
