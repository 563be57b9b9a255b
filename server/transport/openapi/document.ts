import { errorBodySchema } from '../../protocol/answer-schemas.ts';
import { AppError, type ErrorCode } from '../../protocol/errors.ts';
import { JsonSchemas, type JsonSchema } from './json-schema.ts';
import type { RouteDoc } from './route-doc.ts';
import { ROUTE_DOCS } from './route-docs.ts';
import { webSocketDoc, type WebSocketDoc } from './web-socket-doc.ts';

/** As far as this host writes them: https://spec.openapis.org/oas/v3.1.1.html */
export interface OpenApiDocument {
  openapi: '3.1.1';
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
  'x-websocket': WebSocketDoc;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  /** Where it is elsewhere than the others. */
  servers?: { url: string }[];
  security: Record<string, never[]>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content; 'x-codes'?: readonly ErrorCode[] }>;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
}

export type Content = Record<string, { schema?: JsonSchema; example?: unknown }>;

/** Any route may answer these. */
const ALWAYS: readonly ErrorCode[] = ['host_not_allowed', 'setup_required', 'rate_limited', 'internal'];
const JSON_BODY: readonly ErrorCode[] = [
  'invalid_json',
  'invalid_request',
  'too_large',
  'unsupported_media_type',
];
const WRITES: readonly ErrorCode[] = [
  'origin_not_allowed',
  'busy',
  'stopping',
  'storage_full',
  'storage_read_only',
];

/** The whole HTTP API, from the schemas that parse it. */
export function openApiDocument(version: string): OpenApiDocument {
  const schemas = new JsonSchemas();
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, doc] of Object.entries(ROUTE_DOCS)) {
    const [method = '', route = ''] = name.split(' ');
    const path = route.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[method.toLowerCase()] = operation(method, route, doc, schemas);
  }
  const webSocket = webSocketDoc((schema) => schemas.request(schema));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Porchlight',
      version,
      description:
        'Ids are strings, times ISO 8601 in UTC. Every refusal is {"error":{"code","message"}}; codes are stable.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(Object.values(ROUTE_DOCS).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The token of a sign-in.' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'porchlight-ID',
          description: 'What browsers hold; ID is the first eight characters of the host’s id.',
        },
      },
    },
    'x-websocket': webSocket,
  };
}

function operation(method: string, route: string, doc: RouteDoc, schemas: JsonSchemas): Operation {
  const { tag, summary, description, access, answer } = doc;
  const parameters = [...pathParameters(route), ...queryParameters(doc, schemas)];
  const needsSession = access !== 'anyone';
  return {
    operationId: `${method.toLowerCase()}${route.replaceAll(/[^a-z]+(\w?)/gi, (_, first: string) => first.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(doc.isOutsideApi && { servers: [{ url: '/' }] }),
    security: needsSession ? [{ bearer: [] }, { cookie: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...requestBody(doc, schemas),
    responses: {
      [answer.status]: {
        description: answer.description ?? (answer.schema || answer.mediaType ? 'The answer.' : 'Done.'),
        ...answerContent(doc, schemas),
      },
      ...refusals(errorsOf(method, doc), schemas),
    },
  };
}

function pathParameters(route: string): Parameter[] {
  const names = [...route.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters({ query }: RouteDoc, schemas: JsonSchemas): Parameter[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemas.request(query) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function requestBody({ body, example }: RouteDoc, schemas: JsonSchemas): Pick<Operation, 'requestBody'> {
  if (!body) return {};
  const [mediaType, schema] =
    'mediaType' in body ? [body.mediaType, body.schema ?? {}] : ['application/json', schemas.request(body)];
  return {
    requestBody: {
      required: true,
      content: { [mediaType]: { schema, ...(example?.body !== undefined && { example: example.body }) } },
    },
  };
}

function answerContent({ answer, example }: RouteDoc, schemas: JsonSchemas): { content?: Content } {
  const { schema, mediaType } = answer;
  if (!schema) return mediaType === undefined ? {} : { content: { [mediaType]: {} } };
  return {
    content: {
      'application/json': {
        schema: schemas.answer(schema),
        ...(example?.answer !== undefined && { example: example.answer }),
      },
    },
  };
}

function errorsOf(method: string, { access, query, body, errors = [] }: RouteDoc): ErrorCode[] {
  const codes: ErrorCode[] = [...errors, ...ALWAYS];
  if (access !== 'anyone') codes.push('not_signed_in');
  if (access === 'admins') codes.push('forbidden');
  if (query) codes.push('invalid_request');
  if (body && !('mediaType' in body)) codes.push(...JSON_BODY);
  if (method !== 'GET' && method !== 'HEAD') codes.push(...WRITES);
  return [...new Set(codes)];
}

function refusals(codes: readonly ErrorCode[], schemas: JsonSchemas): Operation['responses'] {
  const schema = schemas.answer(errorBodySchema);
  const byStatus = Map.groupBy(
    codes.map((code) => new AppError(code)),
    (error) => error.status,
  );
  const rows = [...byStatus].map(([status, errors]): [number, Operation['responses'][string]] => [
    status,
    {
      description: errors.map(({ code, message }) => `\`${code}\`: ${message}`).join('\n'),
      content: { 'application/json': { schema, example: errors[0]?.toBody() } },
      'x-codes': errors.map(({ code }) => code),
    },
  ]);
  return Object.fromEntries(rows);
}
