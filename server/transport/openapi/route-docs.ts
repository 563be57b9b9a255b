import { ACCOUNT_DOCS } from '../routes/account-routes.docs.ts';
import { ADMIN_DOCS } from '../routes/admin-routes.docs.ts';
import { CONFIRMATION_DOCS } from '../routes/confirmation-routes.docs.ts';
import { FILE_DOCS } from '../routes/file-routes.docs.ts';
import { OPENAPI_DOCS } from '../routes/openapi-routes.docs.ts';
import { ROOM_DOCS } from '../routes/room-routes.docs.ts';
import { SEARCH_DOCS } from '../routes/search-routes.docs.ts';
import { SERVER_DOCS } from '../routes/server-routes.docs.ts';
import { UPLOAD_DOCS } from '../routes/upload-routes.docs.ts';
import type { RouteDocs } from './route-doc.ts';

/** What is said of every route, in the order in which people read it. */
export const ROUTE_DOCS: RouteDocs = {
  ...SERVER_DOCS,
  ...OPENAPI_DOCS,
  ...ACCOUNT_DOCS,
  ...ROOM_DOCS,
  ...SEARCH_DOCS,
  ...CONFIRMATION_DOCS,
  ...FILE_DOCS,
  ...UPLOAD_DOCS,
  ...ADMIN_DOCS,
};
