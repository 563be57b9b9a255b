import type { ErrorBody, ErrorCode } from '../../server/protocol/errors.ts';
import type { Effects } from './effects.ts';
import type { Failure } from './types.ts';

/** What came of a call. Nothing here ever throws or rejects. */
export type ApiResult<T> = { ok: true; value: T } | ApiFailure;

export interface ApiFailure extends Failure {
  /** How long the host asks to be left alone, where it said so. */
  retryAfterSeconds?: number;
  details?: Record<string, unknown>;
}

export type ApiEffects = Pick<Effects, 'fetch' | 'setTimer' | 'clearTimer'>;
export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Asks the host for something below `/api/v1`. */
export type HttpCall = <T>(
  method: HttpMethod,
  path: string,
  body?: unknown,
  timeoutMs?: number,
) => Promise<ApiResult<T>>;

/** A host on the same network answers in milliseconds; after this it is as good as gone. */
const TIMEOUT_MS = 10_000;

/** The failure of a host that does not answer. */
export const OFFLINE: Failure = { ok: false, code: 'offline', message: 'The host isn’t answering.' };

/** Calls to this page's own host. */
export function createHttpCall(effects: ApiEffects): HttpCall {
  return async <T>(
    method: HttpMethod,
    path: string,
    body?: unknown,
    timeoutMs = TIMEOUT_MS,
  ): Promise<ApiResult<T>> => {
    const abort = new AbortController();
    const timer = effects.setTimer(() => {
      abort.abort();
    }, timeoutMs);
    try {
      const response = await effects.fetch(`/api/v1${path}`, {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: abort.signal,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) return failureOf(response, text);
      return { ok: true, value: (text === '' ? undefined : JSON.parse(text)) as T };
    } catch {
      // No connection, our time-out, or an answer cut short: the host is not answering.
      return OFFLINE;
    } finally {
      effects.clearTimer(timer);
    }
  };
}

/** What a refusal of the host says, and what to make of one that is not the host's. */
export function failureOf(response: Response, text: string): ApiFailure {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const error = parseError(text);
  return {
    ok: false,
    // Something that is not our host answered, a proxy perhaps: its 5xx says that ours is away.
    code: error?.code ?? (response.status >= 500 ? 'offline' : 'internal'),
    message: error?.message ?? `The host answered ${response.status}.`,
    ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
    ...(error?.details ? { details: error.details } : {}),
  };
}

function parseError(text: string): ErrorBody['error'] | null {
  try {
    const { error } = JSON.parse(text) as Partial<ErrorBody>;
    return typeof error?.code === 'string' ? error : null;
  } catch {
    return null;
  }
}

/** Refusals that pass by themselves: the same request may succeed a little later. */
const PASSING: ReadonlySet<ErrorCode | 'offline'> = new Set<ErrorCode | 'offline'>([
  'offline',
  'rate_limited',
  'busy',
  'stopping',
  'storage_full',
  'storage_failed',
  'storage_read_only',
  'internal',
]);

export function isPassing(code: ErrorCode | 'offline'): boolean {
  return PASSING.has(code);
}
