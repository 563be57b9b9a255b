import type { RouteDocs } from '../openapi/route-doc.ts';

export const OPENAPI_DOCS: RouteDocs = {
  'GET /openapi.json': {
    tag: 'Host',
    summary: 'This description',
    access: 'anyone',
    answer: { status: 200, mediaType: 'application/json' },
  },
};
