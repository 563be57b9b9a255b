import type { Request, Response, Router } from 'express';
import { announcedBytes, TusDoor } from '../../files/resumable/tus-door.ts';
import type { FileAnswer } from '../../protocol/http.ts';
import { admitResumable } from '../../services/admit-upload.ts';
import { finishUpload, ownUpload } from '../../services/resume-upload.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';

const PATH = '/api/v1/resumable-uploads';

/**
 * Uploads that go on where they broke off: bytes by the tus protocol, then one call that makes a file of them.
 * Each person reaches their own only.
 */
export function uploadRoutes(context: ServiceContext, identity: Identity): Router {
  const tus = new TusDoor(PATH, { uploads: context.uploads });

  async function handOn(request: Request, response: Response): Promise<void> {
    const { userId } = identity.require(request);
    ownUpload(context, userId, String(request.params['id']));
    await tus.handle(request, response, userId);
  }

  return defineRoutes({
    '/resumable-uploads': {
      post: async (request, response) => {
        const { userId } = identity.require(request);
        await admitResumable(context, userId, announcedBytes(request));
        await tus.handle(request, response, userId);
      },
    },
    '/resumable-uploads/:id': {
      head: handOn,
      patch: async (request, response) => {
        const { userId } = identity.require(request);
        await context.uploadSlots.run(userId, () => handOn(request, response));
      },
      delete: handOn,
    },
    '/resumable-uploads/:id/file': {
      post: async (request, response) => {
        const { userId } = identity.require(request);
        const file = await finishUpload(context, userId, String(request.params['id']));
        response.status(201).json({ file } satisfies FileAnswer);
      },
    },
  });
}
