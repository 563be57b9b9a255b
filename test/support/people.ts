import type { SignedIn } from '../../server/protocol/http.ts';
import type { HostProcess } from './host-process.ts';

export const OWNER = { username: 'Olive', password: 'lamp on the porch' } as const;

export interface CallOptions {
  token?: string;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls the host's API as a script does: no cookie, no Origin. `path` is below /api/v1. */
export function callApi(
  host: Pick<HostProcess, 'url'>,
  method: string,
  path: string,
  { token, body, headers }: CallOptions = {},
): Promise<Response> {
  return fetch(`${host.url}/api/v1${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** As `callApi`, for calls that must succeed: gives the answer's JSON, throws on any other status than 2xx. */
export async function callOk<Answer>(
  host: Pick<HostProcess, 'url'>,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const response = await callApi(host, method, path, options);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** Makes the owner with the one-time link of a new host, by default OWNER. */
export function setUpOwner(
  host: Pick<HostProcess, 'url' | 'setupUrl'>,
  owner: { username: string; password: string } = OWNER,
): Promise<SignedIn> {
  return callOk(host, 'POST', '/setup', { body: { token: setupToken(host), ...owner } });
}

/** A new person with nothing but a name, as the host lets everybody join at first. */
export function joinAs(
  host: Pick<HostProcess, 'url'>,
  username: string,
  password?: string,
): Promise<SignedIn> {
  return callOk(host, 'POST', '/join', {
    body: { username, ...(password === undefined ? {} : { password }) },
  });
}

/** The secret of the set-up link. Throws where the host has an owner already. */
export function setupToken({ setupUrl }: Pick<HostProcess, 'setupUrl'>): string {
  if (setupUrl === null) throw new Error('This host has an owner already.');
  const { hash, searchParams } = new URL(setupUrl);
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? searchParams.get('token');
  if (token === null) throw new Error(`There is no token in ${setupUrl}`);
  return token;
}
