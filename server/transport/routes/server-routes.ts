import type { Router } from 'express';
import { updateSettingsRequestSchema } from '../../protocol/http.ts';
import { describeServer } from '../../services/describe-server.ts';
import { listPeople } from '../../services/list-people.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { readSettings, updateSettings } from '../../services/update-settings.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';
import { parse } from '../parse.ts';

/** The host itself: what it is, who is here, how it is set. */
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
    '/admin/settings': {
      get: (request, response) => {
        response.json(readSettings(context, identity.require(request).userId));
      },
      patch: async (request, response) => {
        const { userId } = identity.require(request);
        response.json(
          await updateSettings(context, userId, parse(updateSettingsRequestSchema, request.body)),
        );
      },
    },
  });
}
