import type { Router } from 'express';
import { declaredBytes, readUploadForm } from '../../files/upload-form.ts';
import type { FileAnswer } from '../../protocol/http.ts';
import { AppError } from '../../protocol/errors.ts';
import { admitUpload } from '../../services/admit-upload.ts';
import { dropFile } from '../../services/drop-files.ts';
import { readThumbnail } from '../../services/picture-copies.ts';
import { readFile } from '../../services/read-file.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { storeFile } from '../../services/store-file.ts';
import { findFileByKey } from '../../services/store-picture.ts';
import { defineRoutes } from '../define-routes.ts';
import type { Identity } from '../identity.ts';
import { pathId } from '../parse.ts';
import { sendFile } from '../send-file.ts';

/** Sending files in, and having them back. Their bodies are no JSON: this goes before what reads JSON. */
export function fileRoutes(context: ServiceContext, identity: Identity): Router {
  const { blobs } = context;
  return defineRoutes({
    '/files': {
      post: async (request, response) => {
        const { userId } = identity.require(request);
        const upload = await admitUpload(context, userId, declaredBytes(request), (allowance) =>
          readUploadForm(request, response, blobs, allowance),
        );
        const { file } = await storeFile(context, userId, upload);
        response.status(201).json({ file } satisfies FileAnswer);
      },
    },
    '/files/:id': {
      delete: async (request, response) => {
        const { userId } = identity.require(request);
        await dropFile(context, userId, pathId(request, 'id', 'file_not_found'));
        response.status(204).end();
      },
    },
    '/thumbnails/:id': {
      get: async (request, response) => {
        const { userId } = identity.require(request);
        const picture = await readThumbnail(context, userId, pathId(request, 'id', 'file_not_found'));
        const thumbnail = {
          // Another content than the picture's own.
          hash: `${picture.hash}-thumbnail`,
          name: `${picture.name}.webp`,
          mime: 'image/webp',
          size: picture.thumbnailBytes,
        };
        const path = `${blobs.relativePath(picture.hash)}.webp`;
        await sendFile(request, response, thumbnail, { root: blobs.root, path, isShared: false });
      },
    },
    // The name is for people and for saving; the id alone says which file it is.
    '/files/:id/:name': {
      get: async (request, response) => {
        const { userId } = identity.require(request);
        const file = await readFile(context, userId, pathId(request, 'id', 'file_not_found'));
        const path = blobs.relativePath(file.hash);
        await sendFile(request, response, file, { root: blobs.root, path, isShared: false });
      },
    },
  });
}

/** Pictures by their unguessable key, for clients that show them on pages of their own, without a session. */
export function sharedPictureRoutes(context: ServiceContext): Router {
  const { blobs } = context;
  return defineRoutes({
    '/:name': {
      get: async (request, response) => {
        const key = /^([\w-]{22})\.[a-z]{3,4}$/.exec(String(request.params['name']))?.[1];
        const file = key === undefined ? null : await findFileByKey(context, key);
        if (!file) throw new AppError('file_not_found');
        const path = blobs.relativePath(file.hash);
        await sendFile(request, response, file, { root: blobs.root, path, isShared: true });
      },
    },
  });
}
