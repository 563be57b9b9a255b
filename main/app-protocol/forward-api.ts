import { ControlError } from '../server-process/control-link.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';
import { PAGE_HEADERS } from '../security/page-policy.ts';
import type { OwnerSession } from './owner-session.ts';

/** What the host is told of the page's request. Cookies, origin and addresses of the inside stay here. */
const REQUEST_HEADERS = [
  'accept',
  'accept-language',
  'content-type',
  'content-length',
  'if-none-match',
  'last-event-id',
  'range',
] as const;
/** What the page is told of the host's answer. A cookie in it would be a session nobody asked for. */
const RESPONSE_HEADERS = [
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
] as const;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

export interface ForwardOptions {
  /** Null while the host does not listen. */
  port: () => number | null;
  session: OwnerSession;
  /** Reaches the host. Not Electron's: that one has cookies and proxies. */
  fetch: typeof fetch;
}

/**
 * Passes a page's call on to the host as the owner, streaming both ways. A session that has ended is replaced once,
 * where the request can be sent again.
 */
export async function forwardApi(request: Request, options: ForwardOptions): Promise<Response> {
  if (!METHODS.has(request.method)) return failure(405, 'method_not_allowed');
  const { session } = options;
  const body = await replayable(request);
  try {
    const token = await session.token();
    const answer = await send(request, body, token, options);
    if (answer.status !== 401) return answer;
    session.drop(token);
    if (body.isStream) return answer;
    await answer.body?.cancel();
    return await send(request, body, await session.token(), options);
  } catch (error) {
    if (request.signal.aborted) return failure(503, 'not_running');
    return failure(503, error instanceof ControlError ? error.code : 'not_running');
  }
}

interface Body {
  content: ArrayBuffer | ReadableStream<Uint8Array> | null;
  isStream: boolean;
}

/** Small bodies are read, so that they can be sent twice; large ones flow through. */
async function replayable(request: Request): Promise<Body> {
  if (request.body === null) return { content: null, isStream: false };
  const bytes = Number(request.headers.get('content-length') ?? Number.NaN);
  if (bytes <= SHELL_LIMITS.replayMaxBytes) return { content: await request.arrayBuffer(), isStream: false };
  return { content: request.body as ReadableStream<Uint8Array>, isStream: true };
}

async function send(
  request: Request,
  body: Body,
  token: string,
  { port, fetch: call }: ForwardOptions,
): Promise<Response> {
  const target = port();
  if (target === null) return failure(503, 'not_running');
  const { pathname, search } = new URL(request.url);
  const headers = new Headers({ authorization: `Bearer ${token}`, 'accept-encoding': 'identity' });
  for (const name of REQUEST_HEADERS) copyHeader(request.headers, headers, name);
  // The length of what was read is known; the client sets it itself.
  if (!body.isStream) headers.delete('content-length');

  const answer = await call(`http://127.0.0.1:${target}${pathname}${search}`, {
    method: request.method,
    headers,
    // A redirect could lead the token elsewhere.
    redirect: 'manual',
    signal: request.signal,
    ...(body.content === null ? {} : { body: body.content }),
    ...(body.isStream ? { duplex: 'half' as const } : {}),
  });
  const shown = new Headers(PAGE_HEADERS);
  for (const name of RESPONSE_HEADERS) copyHeader(answer.headers, shown, name);
  return new Response(answer.body, { status: answer.status, headers: shown });
}

function copyHeader(from: Headers, to: Headers, name: string): void {
  const value = from.get(name);
  if (value !== null) to.set(name, value);
}

/** In the form of the host's own errors. */
function failure(status: number, code: string): Response {
  const message = status === 405 ? 'This method can’t be used here.' : 'The host is not on just now.';
  return Response.json({ error: { code, message } }, { status, headers: PAGE_HEADERS });
}
