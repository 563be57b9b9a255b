import { Router, type Request, type Response } from 'express';
import { AppError } from '../protocol/errors.ts';

type Handler = (request: Request, response: Response) => void | Promise<void>;

export type Method = 'get' | 'head' | 'post' | 'patch' | 'delete';

/** Paths and what each method does there, so that the table of a file reads like the contract's. */
export type RouteTable = Record<string, Partial<Record<Method, Handler>>>;

/** A router of such a table. A method that a path does not have is answered with 405 and the ones it has. */
export function defineRoutes(table: RouteTable): Router {
  const router = Router();
  for (const [path, handlers] of Object.entries(table)) {
    const route = router.route(path);
    for (const [method, handler] of Object.entries(handlers)) route[method as Method](handler);
    const allowed = Object.keys(handlers).map((method) => method.toUpperCase());
    route.all((_request, response) => {
      response.setHeader('Allow', allowed.join(', '));
      throw new AppError('method_not_allowed');
    });
  }
  return router;
}
