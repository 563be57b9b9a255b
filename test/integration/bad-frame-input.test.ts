import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_FRAME_TYPES } from '../../server/protocol/client-frames.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { WsClient } from '../support/ws-client.ts';
import { deepJson, NOT_A_SEQ, NOT_AN_ID, NOT_TEXT } from './support/hostile-values.ts';
import { sharedHost } from './support/shared-host.ts';

/** A frame that is right in all but what a row puts into it, and the code that the row must get. */
type BadFrame = [frame: Record<string, unknown>, code: string];

const NOT_BOOLEAN: readonly unknown[] = [null, 0, 1, 'true', '', [], {}];
const TOO_LONG = 'x'.repeat(LIMITS.messageTextMaxChars + 1);
const BAD_TEXTS: readonly [unknown, string][] = [
  ['', 'empty_message'],
  [' \n\t', 'empty_message'],
  ['\0\u0007', 'empty_message'],
  ['\u200b\u2060', 'empty_message'],
  [TOO_LONG, 'message_too_long'],
  ['🦉'.repeat(LIMITS.messageTextMaxChars + 1), 'message_too_long'],
];

function each(values: readonly unknown[], field: string, rest: object, code = 'invalid_frame'): BadFrame[] {
  return values.map((value) => [{ ...rest, [field]: value }, code]);
}
function badTexts(rest: object): BadFrame[] {
  return [
    ...each(NOT_TEXT, 'text', rest),
    ...BAD_TEXTS.map(([text, code]): BadFrame => [{ ...rest, text }, code]),
  ];
}
const BAD_REQUEST_IDS: readonly unknown[] = ['', 'x'.repeat(65), 1, {}, [], null, true];
const BAD_MESSAGE_IDS: readonly unknown[] = [...BAD_REQUEST_IDS, 'a b', 'é', '\0', '\ud83d', 'a\n'];

/** Every type of frame and its bad input. `M` stands for the id of a message that is there. */
const BAD_INPUT: Record<string, BadFrame[]> = {
  hello: [
    [{}, 'invalid_frame'],
    ...each([...NOT_A_SEQ, undefined], 'since', {}),
    // Right in itself, but this connection has said it.
    [{ since: null }, 'invalid_frame'],
  ],
  send: [
    [{}, 'invalid_frame'],
    [{ clientMessageId: 'a', text: 'x' }, 'invalid_frame'],
    [{ clientMessageId: 'a', roomId: '1' }, 'invalid_frame'],
    [{ roomId: '1', text: 'x' }, 'invalid_frame'],
    ...each(BAD_MESSAGE_IDS, 'clientMessageId', { roomId: '1', text: 'x' }),
    ...each(NOT_AN_ID, 'roomId', { clientMessageId: 'a', text: 'x' }),
    [{ clientMessageId: 'a', roomId: '999999', text: 'x' }, 'room_not_found'],
    ...badTexts({ clientMessageId: 'a', roomId: '1' }),
    ...each(NOT_AN_ID, 'replyToId', { clientMessageId: 'a', roomId: '1', text: 'x' }),
    [{ clientMessageId: 'a', roomId: '1', text: 'x', replyToId: '999999' }, 'message_not_found'],
    ...each([null, '1', 1, {}, [1], [''], Array(11).fill('1')], 'fileIds', {
      clientMessageId: 'a',
      roomId: '1',
      text: 'x',
    }),
    [{ clientMessageId: 'a', roomId: '1', text: 'x', fileIds: ['1'] }, 'file_not_found'],
    ...each([null, false, 1, 'true', [], {}], 'asksConfirmation', {
      clientMessageId: 'a',
      roomId: '1',
      text: 'x',
    }),
    [{ clientMessageId: 'a', roomId: '1', text: 'x', asksConfirmation: true }, 'forbidden'],
  ],
  edit: [
    [{}, 'invalid_frame'],
    [{ messageId: 'M' }, 'invalid_frame'],
    [{ text: 'x' }, 'invalid_frame'],
    ...each(NOT_AN_ID, 'messageId', { text: 'x' }),
    [{ messageId: '999999', text: 'x' }, 'message_not_found'],
    ...badTexts({ messageId: 'M' }),
    ...each(BAD_REQUEST_IDS, 'requestId', { messageId: 'M', text: 'x' }),
  ],
  delete: [
    [{}, 'invalid_frame'],
    ...each(NOT_AN_ID, 'messageId', {}),
    [{ messageId: '999999' }, 'message_not_found'],
    ...each(BAD_REQUEST_IDS, 'requestId', { messageId: 'M' }),
  ],
  react: [
    [{}, 'invalid_frame'],
    [{ messageId: 'M', emoji: '👍' }, 'invalid_frame'],
    [{ messageId: 'M', on: true }, 'invalid_frame'],
    ...each(NOT_AN_ID, 'messageId', { emoji: '👍', on: true }),
    [{ messageId: '999999', emoji: '👍', on: true }, 'message_not_found'],
    ...each(NOT_TEXT, 'emoji', { messageId: 'M', on: true }),
    ...each(
      ['', 'a', ':)', '👍👍', '\ud83d', '\0', '👍\u200b', 'x'.repeat(10_000)],
      'emoji',
      { messageId: 'M', on: true },
      'invalid_emoji',
    ),
    ...each(NOT_BOOLEAN, 'on', { messageId: 'M', emoji: '👍' }),
    ...each(BAD_REQUEST_IDS, 'requestId', { messageId: 'M', emoji: '👍', on: true }),
  ],
  confirm: [
    [{}, 'invalid_frame'],
    ...each(NOT_AN_ID, 'messageId', {}),
    [{ messageId: '999999' }, 'message_not_found'],
    // It asks for nothing.
    [{ messageId: 'M' }, 'message_not_found'],
    ...each(BAD_REQUEST_IDS, 'requestId', { messageId: 'M' }),
  ],
  read: [
    [{}, 'invalid_frame'],
    [{ roomId: '1' }, 'invalid_frame'],
    [{ seq: 1 }, 'invalid_frame'],
    ...each(NOT_AN_ID, 'roomId', { seq: 1 }),
    [{ roomId: '999999', seq: 1 }, 'room_not_found'],
    ...each([...NOT_A_SEQ, null], 'seq', { roomId: '1' }),
    ...each(BAD_REQUEST_IDS, 'requestId', { roomId: '1', seq: 1 }),
  ],
  typing: [
    [{}, 'invalid_frame'],
    ...each(NOT_AN_ID, 'roomId', {}),
    [{ roomId: '999999' }, 'room_not_found'],
    ...each(BAD_REQUEST_IDS, 'requestId', { roomId: '1' }),
  ],
  // There is nothing in a ping that could be wrong.
  ping: [],
};

describe('bad input over the WebSocket', () => {
  const shared = sharedHost();
  let client: WsClient;
  let watcher: WsClient;
  let messageId: string;

  beforeAll(async () => {
    client = await shared.online(await shared.newcomer());
    watcher = await shared.online(shared.owner);
    ({ messageId } = await client.post('1', 'as it was', 'target'));
  });

  /** Sends a frame and then a ping: the answers before its pong are the frame's. */
  async function answersTo(text: string): Promise<WsClient['frames']> {
    const from = client.frames.length;
    client.sendText(text);
    const pings = client.frames.filter((frame) => frame.type === 'pong').length;
    client.send({ type: 'ping' });
    // What goes to the writer is answered when it has been there, which may be after the pong.
    await client.waitFor('error', { from });
    await client.waitFor('pong', {
      where: () => client.frames.filter((frame) => frame.type === 'pong').length > pings,
    });
    return client.frames
      .slice(from)
      .filter((frame) => frame.type === 'error' || frame.type === 'ack' || frame.type === 'done');
  }

  it('has rows for every type of frame there is', () => {
    expect(new Set(Object.keys(BAD_INPUT))).toEqual(CLIENT_FRAME_TYPES);
    for (const [type, rows] of Object.entries(BAD_INPUT)) expect(rows.length > 0, type).toBe(type !== 'ping');
  });

  it.each(Object.entries(BAD_INPUT).filter(([, rows]) => rows.length > 0))(
    'of the type %s gets the documented code, and the connection stays',
    async (type, rows) => {
      for (const [fields, code] of rows) {
        const frame = { type, ...fields, ...(fields['messageId'] === 'M' && { messageId }) };
        const text = JSON.stringify(frame);
        const answers = await answersTo(text);
        expect(answers, text.slice(0, 200)).toHaveLength(1);
        expect(answers[0], text.slice(0, 200)).toMatchObject({
          type: 'error',
          code,
          message: expect.stringMatching(/^[A-Z].+\.$/),
        });
      }
    },
  );

  it.each(['hello', 'send', 'edit', 'delete', 'react', 'confirm', 'read', 'typing'])(
    'of the type %s with everything wrong, deep or out of a prototype gets one answer',
    async (type) => {
      const hostile = [
        `{"type":"${type}","__proto__":{"since":null,"clientMessageId":"p","roomId":"1","messageId":"1","text":"x","emoji":"👍","on":true,"seq":1}}`,
        `{"type":"${type}","constructor":{"prototype":{}},"roomId":{"__proto__":"1"},"messageId":[]}`,
        `{"type":"${type}","clientMessageId":"deep","roomId":${deepJson(5_000)},"messageId":${deepJson(5_000)},"text":"x","since":[]}`,
        `{"type":"${type}","since":1e400,"seq":-1e400,"roomId":1e999,"messageId":1e999,"text":null}`,
      ];
      for (const text of hostile) {
        const answers = await answersTo(text);
        expect(answers, text.slice(0, 80)).toHaveLength(1);
        expect(answers[0]).toMatchObject({ type: 'error', code: 'invalid_frame' });
      }
    },
  );

  it.each([
    '',
    'PING',
    'subscribe',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'x'.repeat(50_000),
    '\0',
    '\ud83d',
  ])('of the unknown type %.20j gets unknown_type', async (type) => {
    const [answer] = await answersTo(JSON.stringify({ type, requestId: 'r' }));
    expect(answer).toMatchObject({ type: 'error', code: 'unknown_type', requestId: 'r' });
  });

  it('is answered with the id it came with, so that the sender knows which', async () => {
    const [send] = await answersTo('{"type":"send","clientMessageId":"which-one","roomId":"1","text":""}');
    expect(send).toMatchObject({ code: 'empty_message', clientMessageId: 'which-one' });
    const [edit] = await answersTo(
      `{"type":"edit","requestId":"this one","messageId":"${messageId}","text":""}`,
    );
    expect(edit).toMatchObject({ code: 'empty_message', requestId: 'this one' });
  });

  afterAll(async () => {
    // After all of it the message is as it was, nothing was stored, the host serves, and no fault was its own.
    const { seq } = await client.post('1', 'all is well', 'well');
    await watcher.waitForEvent((event) => event.seq === seq);
    const { message } = await shared.ok<{ message: { text: string; reactions: unknown[] } }>(
      shared.owner,
      'GET',
      `/messages/${messageId}`,
    );
    expect(message).toMatchObject({ text: 'as it was', reactions: [] });
    const after = watcher.events.filter(
      (event) => event.kind.startsWith('message.') && event.seq > Number(messageId),
    );
    expect(after.map((event) => event.seq)).toEqual([seq]);
    expect(shared.host.stderr()).not.toMatch(/ {4}at |internal|_failed/);
    const log = readFileSync(path.join(shared.host.dataDir, 'logs/host.log'), 'utf8');
    expect(log).not.toMatch(/request_failed|frame_failed|"level":"error"/);
  });
});
