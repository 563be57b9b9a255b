import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError, ERROR_CODES, type ErrorCode } from '../../server/protocol/errors.ts';
import * as protocol from '../../server/protocol/http.ts';
import { allRoutes } from '../integration/support/all-routes.ts';
import { errorCode, rawRequest } from '../integration/support/raw-http.ts';
import { exchange } from '../support/faults/raw-socket.ts';
import { fuzzedHost } from '../support/faults/fuzzed-host.ts';
import { anyJson, fitting, nearly } from '../support/faults/schema-arbitrary.ts';
import { formBody, FORM_TYPE } from '../support/raw-upload.ts';

const fuzzed = fuzzedHost('fuzzed-requests', 200);

const KNOWN_CODES = new Set<string>(ERROR_CODES);
/** What Node's own parser says to what is no HTTP, or too much of it. */
const PARSER_STATUSES = [400, 408, 413, 431];
const LEFT_OUT = new Set([
  // They would end the sessions that the cases need, and are told of in the tests of accounts.
  'DELETE /session',
  'PATCH /me',
  // One answers for as long as it is listened to, the other looks about for seconds; both have tests of their own.
  'GET /admin/host/live',
  'POST /admin/doctor',
]);

/** What HEAD answers has no body, and so no code. */
const routes = (await allRoutes()).filter((route) => !LEFT_OUT.has(route) && !route.startsWith('HEAD '));
const schemas = Object.entries(protocol).flatMap(([name, value]) =>
  name.endsWith('RequestSchema') ? [value] : [],
);

const id = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map(String),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom('..', '%2e%2e', '%00', '%', '%f', '9'.repeat(400), '__proto__', '%ed%a0%80'),
);
const path = fc
  .tuple(fc.constantFrom(...routes), fc.array(id, { minLength: 2, maxLength: 2 }))
  .map(([route, ids]) => {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    let index = 0;
    const filled = pattern.replace(/:\w+/g, () => ids[index++] ?? '1');
    return { method, path: filled.startsWith('/uploads') ? filled : `/api/v1${filled}` };
  });
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.constantFrom('before', 'after', 'limit', 'q', 'limit[]', '__proto__'),
          fc.oneof(id, fc.nat().map(String)),
        ),
      )
      .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`),
  },
);
const body = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(...schemas.map(nearly)).map(asJson) },
  { weight: 3, arbitrary: fc.oneof(...schemas.map(fitting)).map(asJson) },
  { weight: 1, arbitrary: anyJson.map(asJson) },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ maxLength: 300 })
      .map((bytes) => ({ type: 'application/json', bytes: Buffer.from(bytes) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ maxLength: 300 })
      .map((bytes) => ({ type: FORM_TYPE, bytes: formBody([{ content: bytes }]) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(
          'text/plain',
          'application/json; charset=klingon',
          FORM_TYPE,
          'multipart/form-data',
          '',
        ),
      )
      .map(([bytes, type]) => ({ type, bytes: Buffer.from(bytes) })),
  },
);

test('whatever is asked of any route gets an answer of the contract', async () => {
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      path,
      query,
      body,
      fc.constantFrom('guest', 'owner', 'nobody'),
      async (route, search, sent, who) => {
        const { host, guest, owner } = fuzzed;
        const token = { guest: guest.token, owner: owner.token, nobody: undefined }[who];
        const answer = await rawRequest(host, {
          method: route.method,
          path: route.path + search,
          headers: {
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...(sent.type !== '' && { 'content-type': sent.type }),
            ...(route.method !== 'GET' && { 'content-length': sent.bytes.length }),
          },
          ...(route.method !== 'GET' && { body: sent.bytes }),
        });
        if (answer.status < 400) return;
        const code = errorCode(answer);
        codes.add(code);
        expect(KNOWN_CODES.has(code), `${route.method} ${route.path}: ${code}`).toBe(true);
        expect(answer.status).toBe(new AppError(code as ErrorCode).status);
        expect(code).not.toBe('internal');
      },
    ),
    fuzzed.settings,
  );
  expect([...codes]).toEqual(
    expect.arrayContaining(['invalid_request', 'not_signed_in', 'room_not_found', 'unsupported_media_type']),
  );
});

test('whatever bytes come instead of HTTP, or nearly as HTTP, end in a refusal or in silence, never in the host', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      'GET',
      'POST',
      'HTTP/1.1',
      'HTTP/9.9',
      '/',
      '/api/v1/rooms',
      '*',
      ':',
      '\r\n',
      '\r\n\r\n',
      '\n',
      ' ',
      '\0',
      'Host: 127.0.0.1',
      'Content-Length: 5',
      'Content-Length: -1',
      'Content-Length: 99999999999999999999',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: x',
      '5\r\nhello\r\n',
      'fffffffff\r\n',
      'Expect: 100-continue',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Upgrade: h2c',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.integer({ min: 1_000, max: 40_000 }).map((length) => `X: ${'x'.repeat(length)}\r\n`),
  );
  const nearlyHttp = fc.tuple(
    fc.constantFrom(
      'GET / HTTP/1.1\r\n',
      'POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n',
      'POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\n',
      '',
    ),
    fc.array(word, { maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(nearlyHttp, async ([start, words]) => {
      const bytes = Buffer.from(`${start}${words.join('')}\r\n\r\n`, 'latin1');
      const answer = (await exchange(fuzzed.host.port, bytes, (said) => said.includes('\r\n\r\n'))).toString(
        'latin1',
      );
      if (answer === '') return;
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
      expect(status, answer.slice(0, 200)).toBeGreaterThanOrEqual(100);
      expect(status < 500 || status === 501 || status === 505, answer.slice(0, 200)).toBe(true);
      if (status >= 400 && !answer.includes('{"'))
        expect(PARSER_STATUSES, answer.slice(0, 200)).toContain(status);
    }),
    { ...fuzzed.settings, numRuns: Math.ceil(fuzzed.settings.numRuns / 4) },
  );
});

fuzzed.testWellness();

function asJson(value: unknown): { type: string; bytes: Buffer } {
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(value)) };
}
