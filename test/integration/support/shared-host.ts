import { afterAll, beforeAll } from 'vitest';
import type { SignedIn } from '../../../server/protocol/http.ts';
import { startHost, type HostOptions, type HostProcess } from '../../support/host-process.ts';
import { callApi, callOk, joinAs, setUpOwner, type CallOptions } from '../../support/people.ts';
import { connect, type WsClient } from '../../support/ws-client.ts';

/** One host for all tests of a file, with its owner. */
export interface SharedHost {
  readonly host: HostProcess;
  readonly owner: SignedIn;
  /** Somebody new, by a name that nobody has yet. */
  newcomer(password?: string): Promise<SignedIn>;
  /** Connects and says hello; the connection ends with the file. */
  online(person: Pick<SignedIn, 'token'>, since?: number | null): Promise<WsClient>;
  /** Calls the API; throws unless it succeeds. */
  ok<Answer>(person: Pick<SignedIn, 'token'>, method: string, path: string, body?: unknown): Promise<Answer>;
  /** Calls the API for its refusal: status and code. */
  refusal(
    person: Pick<SignedIn, 'token'> | null,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<string>;
}

/** Rate limits are off unless `options.flags` are given: tests are faster than people. */
export function sharedHost(options: HostOptions = { flags: ['--no-rate-limits'] }): SharedHost {
  let host: HostProcess | undefined;
  let owner: SignedIn | undefined;
  let people = 0;
  const clients: WsClient[] = [];

  beforeAll(async () => {
    host = await startHost(options);
    owner = await setUpOwner(host);
  });
  afterAll(async () => {
    for (const client of clients) client.terminate();
    await host?.stop();
  });

  const shared: SharedHost = {
    get host() {
      if (!host) throw new Error('The host runs only while tests do.');
      return host;
    },
    get owner() {
      if (!owner) throw new Error('The owner is there only while tests run.');
      return owner;
    },
    newcomer: (password) => joinAs(shared.host, `Person ${++people}`, password),
    online: async ({ token }, since = null) => {
      const client = await connect(shared.host.url, { token });
      clients.push(client);
      await client.hello(since);
      return client;
    },
    ok: (person, method, path, body) => callOk(shared.host, method, path, withBody(person, body)),
    refusal: async (person, method, path, body) =>
      refusalOf(shared.host, method, path, withBody(person, body)),
  };
  return shared;
}

/** Status and code of a call that must be refused, as "404 room_not_found". */
export async function refusalOf(
  host: Pick<HostProcess, 'url'>,
  method: string,
  path: string,
  options: CallOptions,
): Promise<string> {
  const response = await callApi(host, method, path, options);
  const text = await response.text();
  if (response.ok)
    throw new Error(`${method} ${path} was not refused but answered ${response.status}: ${text}`);
  return `${response.status} ${(JSON.parse(text) as { error: { code: string } }).error.code}`;
}

function withBody(person: Pick<SignedIn, 'token'> | null, body: unknown): CallOptions {
  return { ...(person && { token: person.token }), ...(body !== undefined && { body }) };
}
