import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLOSE } from '../../server/protocol/close-codes.ts';
import { rawRequest } from '../integration/support/raw-http.ts';
import {
  exchange,
  frameBytes,
  readHostFrames,
  textFrameBytes,
  upgradeRequest,
  wireFrames,
} from '../support/faults/raw-socket.ts';
import { fuzzedHost } from '../support/faults/fuzzed-host.ts';
import { anyJson } from '../support/faults/schema-arbitrary.ts';
import { FORM_TYPE, formBody } from '../support/raw-upload.ts';

const fuzzed = fuzzedHost('fuzzed-original-door', 120);

/** The statuses that the original's document lists, and -1 for one who is signed in elsewhere. */
const STATUSES = new Set([-1, 0, 1, 2, 3, 4, 5]);
const CLOSES = new Set<number>([...Object.values(CLOSE), 1002, 1005, 1007, 1009]);
const ENVELOPE_CODES = new Set([0, 5000, 5001]);

const field = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.integer({ min: 0, max: 8 }).chain((value) => fc.constantFrom(value, String(value))),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '<img src="/uploads/x.png">',
      '<img src=x>'.repeat(400),
      'http://[',
      '灯'.repeat(2_000),
    ),
  },
  { weight: 1, arbitrary: anyJson },
);
const data = fc.dictionary(
  fc.constantFrom('uid', 'username', 'avatar_id', 'to_uid', 'content', 'image_url', 'room_id', '__proto__'),
  field,
);
const frame = fc.record({
  status: fc.oneof(fc.integer({ min: -2, max: 6 }), anyJson),
  data: fc.oneof({ weight: 6, arbitrary: data }, { weight: 1, arbitrary: anyJson }),
});
const saying = fc.oneof(
  { weight: 8, arbitrary: frame.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: anyJson.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

test('whatever a client of the original says over its WebSocket gets frames of its document, or a close', async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(saying, { maxLength: 10 }),
      wireFrames(saying),
      fc.boolean(),
      async (sayings, frames, isRaw) => {
        const online = textFrameBytes('{"status":1,"data":{"uid":"","room_id":"1"}}');
        const bytes = [online, ...sayings.map(textFrameBytes), ...(isRaw ? frames.map(frameBytes) : [])];
        const said = await answersTo(bytes);
        for (const text of said.texts) {
          const { status } = JSON.parse(text) as { status: number };
          expect(STATUSES.has(status), text).toBe(true);
          seen.add(status);
        }
        const closes = new Set([
          ...CLOSES,
          ...frames.flatMap(({ opcode, payload }) =>
            opcode === 8 && payload.length >= 2 ? [payload.readUInt16BE(0)] : [],
          ),
        ]);
        expect(said.closeCode === null || closes.has(said.closeCode), `closed with ${said.closeCode}`).toBe(
          true,
        );
      },
    ),
    fuzzed.settings,
  );
  // The heartbeat behind each case was answered in some, and lists of people were given.
  expect([...seen]).toEqual(expect.arrayContaining([0, 4]));
});

test('whatever is asked of its HTTP side is answered in its envelope, or sent to its front page', async () => {
  const text = fc.oneof(
    fc.integer({ min: -1, max: 9 }).map(String),
    fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => encodeURIComponent(value.toWellFormed())),
    fc.constantFrom('%', '%00', '..', '9'.repeat(99)),
  );
  const call = fc.oneof(
    text.filter((value) => value !== '').map((value) => ({ method: 'GET', path: `/room/${value}` })),
    fc
      .dictionary(fc.constantFrom('room_id', 'uid', 'offset', '__proto__', 'room_id[]'), text)
      .chain((query) =>
        fc.constantFrom('/', '/home', '/private-chat', '/pagination').map((path) => ({
          method: 'GET',
          path: `${path}?${Object.entries(query)
            .map(([name, value]) => `${name}=${value}`)
            .join('&')}`,
        })),
      ),
    fc.constantFrom('/login', '/img-upload', '/img-kr-upload').map((path) => ({ method: 'POST', path })),
  );
  const person = fc.dictionary(fc.constantFrom('username', 'password', 'avatar_id', 'x', '__proto__'), field);
  const body = fc.oneof(
    person.map((value) => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(value)) })),
    person.map((value) => ({
      type: 'application/x-www-form-urlencoded',
      bytes: Buffer.from(
        new URLSearchParams(
          Object.entries(value).map(([name, part]): [string, string] => [name, JSON.stringify(part)]),
        ).toString(),
      ),
    })),
    fc
      .uint8Array({ maxLength: 200 })
      .map((content) => ({ type: FORM_TYPE, bytes: formBody([{ content, fileName: 'a.png' }]) })),
    fc
      .tuple(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(FORM_TYPE, 'application/json', 'text/plain', 'multipart/form-data'),
      )
      .map(([bytes, type]) => ({ type, bytes: Buffer.from(bytes) })),
  );
  await fc.assert(
    fc.asyncProperty(call, body, fc.boolean(), async ({ method, path }, sent, isSignedIn) => {
      const { host, guest } = fuzzed;
      const answer = await rawRequest(host, {
        method,
        path,
        headers: {
          accept: 'application/json',
          ...(isSignedIn && { token: guest.token }),
          ...(method === 'POST' && { 'content-type': sent.type, 'content-length': sent.bytes.length }),
        },
        ...(method === 'POST' && { body: sent.bytes }),
      });
      const what = `${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`;
      if (answer.status === 302) return;
      // A path that can't be decoded never reaches this door: the host refuses it as every other.
      if (answer.status === 400) expect(answer.text, what).toContain('"invalid_request"');
      else {
        expect(answer.status, what).toBe(200);
        expect(ENVELOPE_CODES.has((JSON.parse(answer.text) as { code: number }).code), what).toBe(true);
      }
    }),
    fuzzed.settings,
  );
});

fuzzed.testWellness();

async function answersTo(frames: readonly Buffer[]) {
  const { host, guest } = fuzzed;
  const request = upgradeRequest('/ws', host.port, { token: guest.token });
  const bytes = Buffer.concat([request, ...frames, textFrameBytes('heartbeat')]);
  const isDone = (answer: Buffer): boolean =>
    answer.includes('heartbeat ok') || readHostFrames(answer).closeCode !== null;
  const said = readHostFrames(await exchange(host.port, bytes, isDone));
  expect(said.status).toBe(101);
  return said;
}
