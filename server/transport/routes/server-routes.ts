import type { Router } from 'express';
import { describeServer } from '../../services/describe-server.ts';
import { listPeople } from '../../services/list-people.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';

/** The host as everybody may know it: what it is, who is here. */
export function serverRoutes(context: ServiceContext, identity: Identity): Router {
  return defineRoutes({
    '/server': {
      get: (_request, response) => {
        response.json(describeServer(context));
      },
    },
    '/users': {
      get: (request, response) => {
        identity.require(request);
        response.json({ users: listPeople(context) });
      },
    },
  });
}
