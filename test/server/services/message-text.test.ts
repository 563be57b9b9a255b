import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { messageText } from '../../../server/services/message-text.ts';

const MAX = LIMITS.messageTextMaxChars;

describe('messageText', () => {
  it.each([
    ['8,000 characters', 'x'.repeat(MAX)],
    ['8,000 astral characters', '🦉'.repeat(MAX)],
    ['one emoji', '👍'],
    ['indented code', '    if (a) {\n\t}\n'],
    ['an invisible character among visible ones', 'می\u200cخواهم'],
    ['a private-use character, which a font may draw', '\uf8ff'],
    ['markup and SQL, which are only text', `<script>alert(1)</script>'; DROP TABLE messages; --`],
  ])('takes %s as it is', (_title, text) => {
    expect(messageText(text)).toBe(text);
  });

  it('counts after cleaning', () => {
    expect(messageText('\r\n'.repeat(MAX / 2) + 'x'.repeat(MAX / 2) + '\0\0')).toHaveLength(MAX);
  });

  it.each([
    ['8,001 characters', 'x'.repeat(MAX + 1)],
    ['8,001 astral characters', '🦉'.repeat(MAX + 1)],
    ['8,001 lone surrogates', '\ud83d'.repeat(MAX + 1)],
  ])('refuses %s', (_title, text) => {
    expect(() => messageText(text)).toThrow(
      expect.objectContaining({ code: 'message_too_long', details: { max: MAX } }),
    );
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t\u3000'],
    ['controls', '\0\u0007\u001b'],
    ['zero-width characters', '\u200b\u200d\u2060\ufeff'],
    ['direction controls', '\u202e\u2066'],
    ['fillers that print nothing', '\u3164\u115f\u2800'],
  ])('finds nothing in %s', (_title, text) => {
    expect(() => messageText(text)).toThrow(expect.objectContaining({ code: 'empty_message' }));
  });
});
