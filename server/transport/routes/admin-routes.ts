import type { Router } from 'express';
import { updateSettingsRequestSchema } from '../../protocol/http.ts';
import { isAdmin } from '../../services/accounts.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import {
  examineNetwork,
  findNearbyHosts,
  followHostState,
  readHostState,
  type HostDesk,
} from '../../services/tend-host.ts';
import { readSettings, updateSettings } from '../../services/update-settings.ts';
import { defineRoutes } from '../define-routes.ts';
import type { HostStreams } from '../host-stream.ts';
import type { Identity } from '../identity.ts';
import { parse } from '../parse.ts';

export interface AdminRouteOptions {
  context: ServiceContext;
  identity: Identity;
  desk: HostDesk;
  streams: HostStreams;
}

/** Looking after the host: how it is, how it is set, what is wrong with its network. For its owner and admins. */
export function adminRoutes({ context, identity, desk, streams }: AdminRouteOptions): Router {
  return defineRoutes({
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
    '/admin/host': {
      get: (request, response) => {
        response.json(readHostState(context, desk, identity.require(request).userId));
      },
    },
    '/admin/host/live': {
      get: (request, response) => {
        const { id, userId } = identity.require(request);
        streams.open(
          response,
          id,
          (onState) => followHostState(context, desk, userId, ({ json }) => onState(json)),
          () => isAdmin(context, userId),
        );
      },
    },
    '/admin/doctor': {
      post: async (request, response) => {
        response.json(await examineNetwork(context, desk, identity.require(request).userId));
      },
    },
    '/admin/nearby': {
      get: async (request, response) => {
        response.json(await findNearbyHosts(context, desk, identity.require(request).userId));
      },
    },
  });
}
