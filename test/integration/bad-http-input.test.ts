import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../server/protocol/http.ts';
import { callOk } from '../support/people.ts';
import { FORM_TYPE } from '../support/raw-upload.ts';
import { allRoutes } from './support/all-routes.ts';
import { BAD_INPUT } from './support/bad-http-rows.ts';
import { INVALID } from './support/bad-input.ts';
import { deepJson, HOSTILE_IDS } from './support/hostile-values.ts';
import { errorCode, rawRequest, type RawAnswer, type RawRequest } from './support/raw-http.ts';
import { sharedHost } from './support/shared-host.ts';

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'];
const ROUTES = Object.keys(BAD_INPUT);
/** Deep enough to overflow a parser that recurses, small enough to be let in. */
const DEEP = deepJson(10_000);
const TOO_LARGE = JSON.stringify({ username: 'x'.repeat(70_000) });

/** The path of a route with `id` in its first place, and a harmless text in others. */
function pathOf(pattern: string, id: string): string {
  const mount = pattern.startsWith('/uploads/') ? '' : '/api/v1';
  // As a function, since an id may hold what stands for something in a replacement.
  return mount + pattern.replace(/:\w+/, () => id).replace(/:\w+/, 'a.txt');
}

describe('bad input over HTTP', () => {
  const shared = sharedHost();
  let guest: SignedIn;

  beforeAll(async () => {
    guest = await shared.newcomer();
  });

  /** Sends a request to a route, by default as the owner, and gives the answer as "400 invalid_json". */
  async function answerTo(
    route: string,
    {
      id = '1',
      query = '',
      person = shared.owner,
      ...request
    }: Omit<RawRequest, 'path' | 'method'> & {
      id?: string;
      query?: string;
      person?: SignedIn | null;
    } = {},
  ): Promise<string> {
    const answer = await send(route, { id, query, person, ...request });
    return `${answer.status} ${errorCode(answer)}`;
  }

  function send(
    route: string,
    {
      id,
      query,
      person,
      ...request
    }: Omit<RawRequest, 'path' | 'method'> & { id: string; query: string; person: SignedIn | null },
  ): Promise<RawAnswer> {
    const [method = '', pattern = ''] = route.split(' ');
    return rawRequest(shared.host, {
      method,
      path: pathOf(pattern, id) + (query && `?${query}`),
      ...request,
      headers: {
        ...(person && { authorization: `Bearer ${person.token}` }),
        ...(request.body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(request.body),
        }),
        ...request.headers,
      },
    });
  }

  it('has rows for every route there is', async () => {
    expect(await allRoutes()).toEqual(ROUTES.toSorted());
    for (const [route, { reads, missing, bodies, forms, queries }] of Object.entries(BAD_INPUT)) {
      expect(missing !== undefined, route).toBe(route.includes('/:'));
      expect((bodies?.length ?? 0) > 0, route).toBe(
        reads !== 'form' &&
          reads !== 'nothing' &&
          /^(POST|PATCH) (?!.*\/(join|leave|doctor|reminder)$)|^POST \/join/.test(route),
      );
      expect((forms?.length ?? 0) > 0, route).toBe(reads === 'form');
      expect((queries?.length ?? 0) > 0, route).toBe(/^GET .*\/(messages|enter|search)$/.test(route));
    }
  });

  describe.each(ROUTES)('to %s', (route) => {
    const {
      needsSession,
      reads = 'json',
      missing,
      otherwise = missing,
      ids = [],
      bodies = [],
      forms = [],
      queries = [],
    } = BAD_INPUT[route]!;

    /** What must be answered where a route that reads JSON answers this. */
    function answerHere(answer: string, { headers }: Omit<RawRequest, 'path' | 'method'>): string {
      if (reads === 'json') return answer;
      if (reads === 'nothing') return otherwise!;
      const isForm = String(headers?.['content-type']).startsWith('multipart/form-data');
      return isForm ? '400 invalid_upload' : '415 unsupported_media_type';
    }

    it('in the form of a body that can’t be read gets its code', async () => {
      const body = '{"username":"Bad"}';
      const rows: [Omit<RawRequest, 'path' | 'method'>, string][] = [
        ...[
          '{',
          '{"a":}',
          "{'a':1}",
          'junk',
          '"text"',
          '123',
          'null',
          'true',
          '\0',
          '{"a":1}}',
          '\ufeff\ufeff{}',
          '['.repeat(30_000),
        ].map((text): [{ body: string }, string] => [{ body: text }, '400 invalid_json']),
        [{ body: TOO_LARGE }, '413 too_large'],
        [{ body: gzipSync(TOO_LARGE), headers: { 'content-encoding': 'gzip' } }, '413 too_large'],
        [
          { body: gzipSync(Buffer.alloc(20_000_000, ' ')), headers: { 'content-encoding': 'gzip' } },
          '413 too_large',
        ],
        [{ body, headers: { 'content-encoding': 'zip' } }, '415 unsupported_media_type'],
        [{ body, headers: { 'content-type': 'text/plain' } }, '415 unsupported_media_type'],
        [
          { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
          '415 unsupported_media_type',
        ],
        [
          { body, headers: { 'content-type': 'multipart/form-data; boundary=x' } },
          '415 unsupported_media_type',
        ],
        [{ body, headers: { 'content-type': 'nonsense' } }, '415 unsupported_media_type'],
        [{ body, headers: { 'content-type': '' } }, '415 unsupported_media_type'],
        [
          { body, headers: { 'content-type': 'application/json; charset=iso-8859-1' } },
          '415 unsupported_media_type',
        ],
      ];
      for (const [request, answer] of rows)
        expect(
          await answerTo(route, request),
          String(request.body).slice(0, 60) + JSON.stringify(request.headers),
        ).toBe(answerHere(answer, request));
      if (reads !== 'json') return;
      // Compressed junk is not JSON either; which of the two words it gets is the parser's business.
      expect(await answerTo(route, { body: 'not gzip', headers: { 'content-encoding': 'gzip' } })).toMatch(
        /^400 invalid_(json|request)$/,
      );
    });

    if (bodies.length > 0)
      it('with fields that are missing, of a wrong type or hostile gets the documented code', async () => {
        const whole =
          route === 'PATCH /me' || route === 'PATCH /admin/settings' || route === 'PATCH /rooms/:id'
            ? []
            : ['[]', '[{}]', DEEP];
        for (const body of whole) expect(await answerTo(route, { body }), body.slice(0, 40)).toBe(INVALID);
        if (whole.length > 0) expect(await answerTo(route)).toBe(INVALID);
        for (const [body, answer] of bodies) {
          const text = JSON.stringify(body);
          expect(await answerTo(route, { body: text }), text.slice(0, 120)).toBe(answer);
        }
      });

    if (forms.length > 0)
      it('as a form that is none, or not the one that is wanted, gets the documented code', async () => {
        for (const [body, answer] of forms)
          expect(
            await answerTo(route, { body, headers: { 'content-type': FORM_TYPE } }),
            body.toString('latin1').slice(0, 200),
          ).toBe(answer);
      });

    if (queries.length > 0)
      it('with a query that makes no sense gets invalid_request', async () => {
        for (const query of queries) expect(await answerTo(route, { query }), query).toBe(INVALID);
      });

    if (missing !== undefined)
      it('with an id that names nothing finds nothing', async () => {
        const body = '{"userIds":["1"],"text":"Hello"}';
        for (const id of [...HOSTILE_IDS, ...ids])
          expect(await answerTo(route, { id, ...(route.startsWith('GET') ? {} : { body }) }), id).toBe(
            missing,
          );
        expect(await answerTo(route, { id: '%E0%A4%A' })).toBe(INVALID);
        expect(await answerTo(route, { id: '../server/1/../..' })).toMatch(/^40[45] /);
      });

    it('without a session, or with a wrong one, is refused where one is needed', async () => {
      if (!needsSession) return;
      const body = route.startsWith('GET') ? {} : { body: '{"name":"x","userIds":["1"],"kind":"public"}' };
      expect(await answerTo(route, { person: null, ...body })).toBe('401 not_signed_in');
      for (const token of [
        'x',
        'x'.repeat(200),
        'x'.repeat(201),
        "';--",
        guest.token.toLowerCase(),
        `${guest.token}x`,
      ])
        expect(await answerTo(route, { person: { ...guest, token }, ...body }), token).toBe(
          '401 not_signed_in',
        );
    });

    it('by a method that it does not have gets 405 and the ones it has', async () => {
      const [, pattern = ''] = route.split(' ');
      const allowed = METHODS.filter((method) => `${method} ${pattern}` in BAD_INPUT);
      for (const method of [
        'PUT',
        'OPTIONS',
        'PROPFIND',
        ...METHODS.filter((one) => !allowed.includes(one)),
      ]) {
        const answer = await send(`${method} ${pattern}`, { id: '1', query: '', person: shared.owner });
        expect([method, answer.status, errorCode(answer)]).toEqual([method, 405, 'method_not_allowed']);
        const allow = answer.headers['allow']?.split(', ').filter((one) => one !== 'HEAD');
        expect(allow?.sort()).toEqual(allowed.toSorted());
      }
    });
  });

  it('to an address that is not there finds nothing, whatever comes with it', async () => {
    for (const route of [
      'GET /nothing',
      'POST /nothing',
      'PATCH /rooms',
      'DELETE /rooms/1/messages/1',
      'GET /rooms/1/nothing',
      'GET //rooms',
    ])
      expect(await answerTo(route, { body: '{}' }), route).toBe(
        route === 'PATCH /rooms' ? '405 method_not_allowed' : '404 not_found',
      );
  });

  it('that looks like a prototype changes no prototype', async () => {
    const body =
      '{"__proto__":{"role":"owner","username":"Proto"},"constructor":{"prototype":{"role":"owner"}},"username":"Proto"}';
    const answer = await send('POST /join', { id: '', query: '', person: null, body });
    expect(JSON.parse(answer.text)).toMatchObject({ user: { username: 'Proto', role: 'guest' } });
    expect(await callOk(shared.host, 'GET', '/me', { token: guest.token })).toEqual(guest.user);
  });

  it('in headers is no reason to stumble', async () => {
    for (const headers of [
      { 'user-agent': 'x'.repeat(8_000) },
      { 'user-agent': '\u00ff\u0080' },
      { cookie: 'a=b; '.repeat(500) },
      { cookie: 'porchlight=%%%; =; ;;' },
      { range: 'bytes=-1' },
      { expect: '100-continue' },
      {
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-host': 'evil.example',
        'x-http-method-override': 'DELETE',
      },
      { te: 'trailers', connection: 'close, te' },
    ])
      expect(
        (await rawRequest(shared.host, { path: '/api/v1/server', headers })).status,
        JSON.stringify(headers).slice(0, 60),
      ).toBe(200);
  });

  afterAll(async () => {
    // After all of it the host still serves, and nothing of it was a fault of its own.
    const client = await shared.online(guest);
    await client.post('1', 'all is well', 'well');
    expect(await callOk(shared.host, 'GET', '/server')).toMatchObject({ name: 'Porchlight' });
    expect(shared.host.stderr()).not.toMatch(/ {4}at |internal|_failed/);
    const log = readFileSync(path.join(shared.host.dataDir, 'logs/host.log'), 'utf8');
    expect(log).not.toMatch(/request_failed|frame_failed|"level":"error"/);
  });
});
