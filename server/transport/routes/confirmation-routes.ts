import type { Router } from 'express';
import { readConfirmations, remindOfMessage } from '../../services/confirm-message.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';
import { pathId } from '../parse.ts';

/** Who has confirmed a message, and a reminder for the others. */
export function confirmationRoutes(context: ServiceContext, identity: Identity): Router {
  return defineRoutes({
    '/messages/:id/confirmations': {
      get: async (request, response) => {
        const { userId } = identity.require(request);
        const messageId = pathId(request, 'id', 'message_not_found');
        response.json(await readConfirmations(context, userId, messageId));
      },
    },
    '/messages/:id/reminder': {
      post: async (request, response) => {
        const { userId } = identity.require(request);
        await remindOfMessage(context, userId, pathId(request, 'id', 'message_not_found'));
        response.status(204).end();
      },
    },
  });
}
