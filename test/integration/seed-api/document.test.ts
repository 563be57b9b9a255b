import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';
import { makePicture } from '../../support/files.ts';
import { startHost, type HostProcess } from '../../support/host-process.ts';
import { setUpOwner } from '../../support/people.ts';
import { fileForm, SeedClient, seedCall, seedLogin, type SeedPerson } from '../../support/seed-client.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Endpoint {
  name: string;
  example: Json;
}

const ENDPOINTS = endpointsOf(readFileSync(path.join(PROJECT_ROOT, 'test/fixtures/go-gin-chat.md'), 'utf8'));

let host: HostProcess;
let asker: SeedPerson;
let other: SeedPerson;

beforeAll(async () => {
  host = await startHost();
  await setUpOwner(host);
  asker = await seedLogin(host, 'user1');
  other = await seedLogin(host, '盛梓馨');
  const client = await SeedClient.online(host, other, 1);
  client.send(3, { uid: other.uid, room_id: '1', content: 'test user 2' });
  client.send(5, { uid: other.uid, to_uid: asker.uid, room_id: '1', content: 'user test1 private' });
  await client.settled();
  await client.close();
});
afterAll(() => host.stop());

/** How each endpoint of the document is asked so that its answer has something in it. */
const CALLS: Record<string, () => Promise<Response>> = {
  'POST /login': () =>
    seedCall(host, 'POST', '/login', {
      body: { username: 'newcomer', password: 'secret-1', avatar_id: '7' },
    }),
  'GET /logout': async () => seedCall(host, 'GET', '/logout', await signedIn('leaver')),
  'GET /': () => seedCall(host, 'GET', '/', asker),
  'GET /pagination': () => seedCall(host, 'GET', '/pagination?room_id=1&uid=&offset=0', asker),
  'GET /home': () => seedCall(host, 'GET', '/home', asker),
  'GET /room/{roomid}': () => seedCall(host, 'GET', '/room/1', asker),
  'GET /private-chat': () => seedCall(host, 'GET', '/private-chat', asker),
  'POST /img-upload': async () => {
    const body = fileForm(await makePicture('jpeg'), 'QQ图片20230103083100.jpg');
    return seedCall(host, 'POST', '/img-upload', { ...asker, body });
  },
};

async function signedIn(username: string) {
  const { token } = await seedLogin(host, username);
  return { token };
}

describe('the document', () => {
  it('is read: it has eight endpoints', () => {
    expect(ENDPOINTS.map(({ name }) => name).sort()).toEqual(Object.keys(CALLS).sort());
  });

  it.each(ENDPOINTS)('$name answers in the form of its example', async ({ name, example }) => {
    const response = await CALLS[name]!();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expectForm((await response.json()) as Json, example, '$');
  });

  it('has messages between two people in the paged history, with whom they were written to', async () => {
    const response = await seedCall(host, 'GET', `/pagination?room_id=1&uid=${other.uid}&offset=0`, asker);
    const { data } = (await response.json()) as { data: { list: object[] } };
    expect(data.list).toMatchObject([
      {
        content: 'user test1 private',
        user_id: Number(other.uid),
        to_user_id: Number(asker.uid),
        room_id: 1,
      },
    ]);
  });
});

/** Every `METHOD /path` of the document with the first example of its answer. */
function endpointsOf(document: string): Endpoint[] {
  return document
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const call = /^(GET|POST) (\/\S*)$/m.exec(section);
      const example = /> 返回示例\s+```json\n([\s\S]*?)```/.exec(section)?.[1];
      if (!call || example === undefined) return [];
      return [{ name: `${call[1]} ${call[2]}`, example: JSON.parse(example) as Json }];
    });
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
/** Values that every answer has as they stand in the document. */
const CONSTANT_KEYS = new Set(['code', 'msg']);

/** The same keys, types and constants, all the way down; lists hold at least one of what they hold in the example. */
function expectForm(actual: Json, example: Json, at: string): void {
  if (Array.isArray(example)) {
    expect(Array.isArray(actual), `${at} is a list`).toBe(true);
    const items = actual as Json[];
    expect(items.length, `${at} has something in it`).toBeGreaterThan(0);
    for (const [index, item] of items.entries()) expectForm(item, example[0]!, `${at}[${index}]`);
  } else if (typeof example === 'object' && example !== null) {
    expect(actual, `${at} is an object`).toBeTypeOf('object');
    const object = actual as Record<string, Json>;
    expect(Object.keys(object).sort(), `the keys of ${at}`).toEqual(Object.keys(example).sort());
    for (const [key, value] of Object.entries(example)) {
      expectForm(object[key]!, value, `${at}.${key}`);
      if (CONSTANT_KEYS.has(key)) expect(object[key], `${at}.${key}`).toBe(value);
    }
  } else if (example === null) {
    expect(actual, at).toBeNull();
  } else {
    expect(actual, at).toBeTypeOf(typeof example);
    if (typeof example === 'number') expect(Number.isInteger(actual), `${at} is whole`).toBe(true);
    if (typeof example === 'string' && TIME.test(example)) expect(actual, at).toMatch(TIME);
    if (typeof example === 'string' && example.startsWith('https://'))
      expect(actual, at).toMatch(/^http:\/\//);
  }
}
