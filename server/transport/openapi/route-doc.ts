import type * as z from 'zod/mini';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { Method } from '../define-routes.ts';

export type RouteTag = 'Host' | 'Account' | 'Rooms' | 'Messages' | 'Files' | 'Looking after the host';

export type RouteName = `${Uppercase<Method>} /${string}`;

/** What the description of the API says of a route; stands in the `*.docs.ts` beside the file that has the route. */
export interface RouteDoc {
  tag: RouteTag;
  /** A few words, as in a list. */
  summary: string;
  /** More, where the summary can't say it. */
  description?: string;
  /** Who may call it: anybody, whoever is signed in, or the host's owner and admins. */
  access: 'anyone' | 'people' | 'admins';
  /** The schema that parses the query. */
  query?: z.ZodMiniType;
  /** The schema that parses the JSON body; or, where it is not JSON, its media type. */
  body?: z.ZodMiniType | { mediaType: string; schema?: Record<string, unknown> };
  /** Its path is not below /api/v1 but stands as it is. */
  isOutsideApi?: true;
  answer: {
    status: number;
    /** None for an answer without a body. */
    schema?: z.ZodMiniType;
    /** Where the body is not JSON. */
    mediaType?: string;
    description?: string;
  };
  /** Refusals of its own. What any route may answer, and what follows from the fields above, is added. */
  errors?: readonly ErrorCode[];
  example?: { body?: unknown; answer?: unknown };
}

/** By method and path below /api/v1, as "POST /rooms/:id/join". */
export type RouteDocs = Readonly<Record<RouteName, RouteDoc>>;
