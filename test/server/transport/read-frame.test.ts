import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrame } from '../../../server/transport/read-frame.ts';

describe('readFrame', () => {
  it.each([
    ['hello', { type: 'hello', since: null }],
    ['hello with a seq', { type: 'hello', since: 12 }],
    ['send', { type: 'send', clientMessageId: 'a', roomId: '1', text: 'hi' }],
    [
      'send with everything',
      { type: 'send', clientMessageId: 'a', roomId: '1', text: '', replyToId: '2', fileIds: ['3'] },
    ],
    ['edit', { type: 'edit', messageId: '1', text: 'x', requestId: 'r' }],
    ['delete', { type: 'delete', messageId: '1' }],
    ['react', { type: 'react', messageId: '1', emoji: '👍', on: false }],
    ['read', { type: 'read', roomId: '1', seq: 0 }],
    ['typing', { type: 'typing', roomId: '1' }],
    ['ping', { type: 'ping' }],
  ])('reads %s', (_title, frame) => {
    expect(readFrame(JSON.stringify(frame))).toMatchObject({ kind: 'frame', frame });
  });

  it.each([
    '',
    ' ',
    'hello',
    '{',
    '{"type":"ping"',
    '{"type":"ping"}}',
    "{'type':'ping'}",
    '[]',
    '[{"type":"ping"}]',
    'null',
    'true',
    '1',
    '"ping"',
    '{}',
    '{"type":null}',
    '{"type":1}',
    '{"type":["ping"]}',
    '{"type":{"toString":"ping"}}',
    '{"__proto__":{"type":"ping"}}',
    'NaN',
    '\ufeff{"type":"ping"}',
    `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    '{"a":'.repeat(15_000),
  ])('calls %.40j no frame', (text) => {
    expect(readFrame(text)).toEqual({ kind: 'bad' });
  });

  it.each(['', 'HELLO', 'ping ', 'subscribe', '__proto__', 'constructor', 'toString', 'x'.repeat(10_000)])(
    'does not know the type %.20j',
    (type) => {
      expect(readFrame(JSON.stringify({ type }))).toMatchObject({
        kind: 'refused',
        error: { code: 'unknown_type' },
      });
    },
  );

  it('names the fields that are wrong', () => {
    expect(readFrame('{"type":"send","clientMessageId":"","roomId":1,"text":"x"}')).toMatchObject({
      kind: 'refused',
      error: { code: 'invalid_frame', details: { fields: ['clientMessageId', 'roomId'] } },
    });
  });

  it.each([
    ['the message’s id', { type: 'send', clientMessageId: 'a' }, { clientMessageId: 'a' }],
    ['the request’s id', { type: 'edit', requestId: 'r' }, { requestId: 'r' }],
    ['the request’s id of an unknown type', { type: 'dance', requestId: 'r' }, { requestId: 'r' }],
    ['no id that is too long', { type: 'edit', requestId: 'r'.repeat(65) }, {}],
    ['no id that is empty', { type: 'send', clientMessageId: '' }, {}],
    ['no id that is not text', { type: 'send', clientMessageId: { a: 1 }, requestId: 5 }, {}],
  ])('answers with %s', (_title, frame, ref) => {
    const read = readFrame(JSON.stringify(frame));
    expect(read).toMatchObject({ kind: 'refused' });
    expect('ref' in read && read.ref).toEqual(ref);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(['frame', 'refused', 'bad']).toContain(readFrame(text).kind);
      }),
    );
    const fields = fc.record({
      type: fc.constantFrom('hello', 'send', 'edit', 'delete', 'react', 'read', 'typing', 'ping'),
      since: fc.anything(),
      clientMessageId: fc.anything(),
      roomId: fc.anything(),
      messageId: fc.anything(),
      text: fc.anything(),
    });
    fc.assert(
      fc.property(fields, (frame) => {
        const text = JSON.stringify(frame, (_key, value: unknown) =>
          typeof value === 'bigint' ? value.toString() : value,
        );
        expect(['frame', 'refused']).toContain(readFrame(text).kind);
      }),
    );
  });
});
