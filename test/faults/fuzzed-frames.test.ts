import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLOSE } from '../../server/protocol/close-codes.ts';
import { clientFrameSchema } from '../../server/protocol/client-frames.ts';
import { ERROR_CODES } from '../../server/protocol/errors.ts';
import {
  exchange,
  frameBytes,
  readHostFrames,
  textFrameBytes,
  upgradeRequest,
  wireFrames,
} from '../support/faults/raw-socket.ts';
import { anyJson, fitting, nearly } from '../support/faults/schema-arbitrary.ts';
import { fuzzedHost } from '../support/faults/fuzzed-host.ts';

const fuzzed = fuzzedHost('fuzzed-frames', 150);

const KNOWN_CODES = new Set<string>(ERROR_CODES);
const KNOWN_TYPES = new Set([
  'welcome',
  'events',
  'ack',
  'done',
  'resync',
  'presence',
  'typing',
  'error',
  'pong',
]);
/** Ours, and those of RFC 6455 §7.4.1 by which ws ends what is no WebSocket. */
const OUR_CLOSES = new Set<number>([...Object.values(CLOSE), 1002, 1007, 1009]);

const codesSeen = new Set<string>();
const closesSeen = new Set<number>();
let exchanges = 0;

/** What a client might say: right, nearly right, or anything at all. */
const saying: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fitting(clientFrameSchema).map((frame) => JSON.stringify(frame)) },
  { weight: 8, arbitrary: nearly(clientFrameSchema).map((frame) => JSON.stringify(frame)) },
  // No frames at all: the host ends the connection over each of them.
  { weight: 1, arbitrary: anyJson.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

test('whatever a signed-in client says gets answers of the contract, or a close of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(saying, { maxLength: 12 }), async (sayings) => {
      const said = await answersTo([
        textFrameBytes('{"type":"hello","since":null}'),
        ...sayings.map(textFrameBytes),
      ]);
      expect(said.status).toBe(101);
      expect(said.closeCode === null || OUR_CLOSES.has(said.closeCode), `closed with ${said.closeCode}`).toBe(
        true,
      );
    }),
    fuzzed.settings,
  );
});

test('whatever bytes come over a WebSocket: fragments, bad masks, lies about lengths, no frames at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      wireFrames(saying),
      fc.uint8Array({ maxLength: 40 }),
      fc.boolean(),
      async (frames, rest, greets) => {
        const hello = greets ? [textFrameBytes('{"type":"hello","since":0}')] : [];
        const said = await answersTo([...hello, ...frames.map(frameBytes), Buffer.from(rest)]);
        expect(said.status).toBe(101);
        // A client may close by itself with a code of its own, which is said back.
        const closes = new Set([...OUR_CLOSES, 1005, ...frames.flatMap(ownCloseCode)]);
        expect(said.closeCode === null || closes.has(said.closeCode), `closed with ${said.closeCode}`).toBe(
          true,
        );
      },
    ),
    fuzzed.settings,
  );
});

test('whatever request asks to become a WebSocket, where it may not', async () => {
  const header = fc.string({
    unit: fc.constantFrom('a', 'b', ':', '/', '=', ';', ',', '.', '%', '"', '1', '9', ' ', '-', '_'),
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.constantFrom(
          'Host',
          'Origin',
          'Cookie',
          'Authorization',
          'Sec-WebSocket-Key',
          'Sec-WebSocket-Version',
          'Sec-WebSocket-Extensions',
          'Sec-WebSocket-Protocol',
          'Upgrade',
        ),
        header,
      ),
      fc.constantFrom('/api/v1/ws', '/ws', '/ws?token=x', '/', '/api/v1/ws/', '//', '/%00', '/__proto__'),
      async (headers, path) => {
        const request = upgradeRequest(path, fuzzed.host.port, headers);
        const said = readHostFrames(await exchange(fuzzed.host.port, request, isClosed));
        expect([101, 200, 302, 400, 403, 404, 405, 426]).toContain(said.status);
        if (said.status === 101 && said.closeCode !== null)
          expect(said.closeCode === 1005 || OUR_CLOSES.has(said.closeCode)).toBe(true);
      },
    ),
    fuzzed.settings,
  );
});

test('and all of this was heard: refusals and closes of many kinds came back', () => {
  expect([...codesSeen]).toEqual(
    expect.arrayContaining(['invalid_frame', 'room_not_found', 'message_not_found']),
  );
  expect([...closesSeen]).toEqual(expect.arrayContaining([CLOSE.badFrame]));
});

fuzzed.testWellness();

async function answersTo(frames: readonly Buffer[]) {
  const { host, guest } = fuzzed;
  const request = upgradeRequest('/api/v1/ws', host.port, { Authorization: `Bearer ${guest.token}` });
  // Commands are carried out in the order in which they come: with the answer to this one, all have been answered.
  const last = `last-${++exchanges}`;
  const end = textFrameBytes(
    JSON.stringify({ type: 'send', clientMessageId: last, roomId: '1', text: 'and that was all' }),
  );
  const bytes = Buffer.concat([request, ...frames, end]);
  const ack = `{"type":"ack","clientMessageId":"${last}"`;
  const said = readHostFrames(
    await exchange(host.port, bytes, (answer) => answer.includes(ack) || isClosed(answer)),
  );
  for (const text of said.texts) {
    const frame = JSON.parse(text) as { type: string; code?: string };
    expect(KNOWN_TYPES.has(frame.type), text).toBe(true);
    if (frame.type === 'error') codesSeen.add(frame.code ?? '');
    if (frame.type !== 'error') continue;
    expect(KNOWN_CODES.has(frame.code ?? ''), text).toBe(true);
    expect(frame.code, text).not.toBe('internal');
  }
  if (said.closeCode !== null) closesSeen.add(said.closeCode);
  return said;
}

function isClosed(answer: Buffer): boolean {
  return readHostFrames(answer).closeCode !== null;
}

function ownCloseCode({ opcode, payload }: { opcode: number; payload: Buffer }): number[] {
  return opcode === 8 && payload.length >= 2 ? [payload.readUInt16BE(0)] : [];
}
