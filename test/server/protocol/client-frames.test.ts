import { describe, expect, it } from 'vitest';
import { CLIENT_FRAME_TYPES, clientFrameSchema } from '../../../server/protocol/client-frames.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';

const typesOfSchema = clientFrameSchema.def.options.map((option) => option.shape.type.def.values[0]);

describe('clientFrameSchema', () => {
  it('knows the same types as CLIENT_FRAME_TYPES', () => {
    expect(new Set(typesOfSchema)).toEqual(CLIENT_FRAME_TYPES);
  });

  it('drops what it does not know, prototypes included', () => {
    const given: unknown = JSON.parse('{"type":"ping","__proto__":{"isAdmin":true},"senderId":"1"}');
    const frame = clientFrameSchema.parse(given);
    expect(frame).toEqual({ type: 'ping' });
    expect(Object.getPrototypeOf(frame)).toBe(Object.prototype);
  });

  it.each([
    ['a clientMessageId of 64 characters', 'x'.repeat(64), true],
    ['one of 65', 'x'.repeat(65), false],
    ['an empty one', '', false],
    ['one with a space', 'a b', false],
    ['one with NUL', 'a\0', false],
    ['one that is not ASCII', 'né', false],
    ['every printable character', '!"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~', true],
    ['a number', 12, false],
  ])('judges %s', (_title, clientMessageId, isGood) => {
    const frame = { type: 'send', clientMessageId, roomId: '1', text: 'hello' };
    expect(clientFrameSchema.safeParse(frame).success).toBe(isGood);
  });

  it('takes as many files as a message may have, and no more', () => {
    const frame = (count: number) => ({
      type: 'send',
      clientMessageId: 'a',
      roomId: '1',
      text: '',
      fileIds: Array.from({ length: count }, () => '1'),
    });
    expect(clientFrameSchema.safeParse(frame(LIMITS.filesPerMessageMax)).success).toBe(true);
    expect(clientFrameSchema.safeParse(frame(LIMITS.filesPerMessageMax + 1)).success).toBe(false);
  });
});

describe('the frame limit', () => {
  it('leaves room for the longest message in any JSON spelling', () => {
    // As a client writes that escapes all that is not ASCII, such as Python's json module.
    const text = '\\ud83d\\ude00'.repeat(LIMITS.messageTextMaxChars);
    const id = 'x'.repeat(LIMITS.clientMessageIdMaxChars);
    const frame = `{"type": "send", "clientMessageId": "${id}", "roomId": "999999999999999", "text": "${text}", "replyToId": "999999999999999"}`;
    const parsed = clientFrameSchema.safeParse(JSON.parse(frame));
    expect(parsed.success).toBe(true);
    expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(LIMITS.frameMaxBytes);
  });
});
