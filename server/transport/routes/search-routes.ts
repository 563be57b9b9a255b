import type { Router } from 'express';
import { searchQuerySchema } from '../../protocol/search-http.ts';
import { searchMessages } from '../../services/search-messages.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';
import { parse } from '../parse.ts';

/** Looking for what was said. */
export function searchRoutes(context: ServiceContext, identity: Identity): Router {
  return defineRoutes({
    '/search': {
      get: async (request, response) => {
        const { userId } = identity.require(request);
        response.json(await searchMessages(context, userId, parse(searchQuerySchema, request.query)));
      },
    },
  });
}
