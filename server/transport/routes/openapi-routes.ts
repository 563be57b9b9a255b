import type { Router } from 'express';
import type { ServiceContext } from '../../services/service-context.ts';
import { defineRoutes } from '../define-routes.ts';
import { openApiDocument } from '../openapi/document.ts';

/** The description of this API, for programs; `openapi/page.ts` shows the same to people. */
export function openApiRoutes({ version }: ServiceContext): Router {
  let json: string | undefined;
  return defineRoutes({
    '/openapi.json': {
      get: (_request, response) => {
        json ??= JSON.stringify(openApiDocument(version));
        response.type('json').send(json);
      },
    },
  });
}
