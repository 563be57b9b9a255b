import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import {
  avatarIdSchema,
  charCount,
  cleanLine,
  cleanText,
  emojiSchema,
  lineSchema,
  passwordSchema,
  usernameKey,
  usernameSchema,
} from '../../../server/protocol/text.ts';

const anyText = fc.string({ unit: 'binary' });
/** UTF-16 units of every kind, lone surrogates among them. */
const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('cleanText', () => {
  it.each([
    ['turns every line ending into a line feed', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['keeps tabs and line feeds', '\tif (x) {\n\t}', '\tif (x) {\n\t}'],
    ['drops NUL, escape, bell and C1 controls', 'a\0b\u001b[31mc\u0007d\u0085e\u009b', 'ab[31mcde'],
    ['replaces lone surrogates', 'a\ud83db\ude00c', 'a\ufffdb\ufffdc'],
    ['keeps whole pairs', '\ud83d\ude00', '😀'],
    ['keeps what scripts need: joiners, marks, right-to-left', 'می‌خواهم 👩‍👧 עברית', 'می‌خواهم 👩‍👧 עברית'],
  ])('%s', (_title, given, clean) => {
    expect(cleanText(given)).toBe(clean);
  });

  it('changes nothing the second time, and leaves no control and no lone surrogate, whatever comes', () => {
    fc.assert(
      fc.property(anyUnits, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('cleanLine', () => {
  it.each([
    ['makes one line of several', ' The\r\n\tback\u2028porch ', 'The back porch'],
    ['composes', 'Cafe\u0301', 'Café'],
    ['drops direction overrides', 'Kitchen\u202etxt.exe\u202c', 'Kitchentxt.exe'],
    ['drops direction isolates', '\u2066a\u2067b\u2068c\u2069', 'abc'],
  ])('%s', (_title, given, line) => {
    expect(cleanLine(given)).toBe(line);
  });
});

describe('lineSchema', () => {
  const schema = lineSchema(5);

  it.each([
    ['exactly the limit', 'abcde', 'abcde'],
    ['the limit in characters of two units', '😀😀😀😀😀', '😀😀😀😀😀'],
    ['white space around is not counted', '  abcde  ', 'abcde'],
  ])('takes %s', (_title, given, line) => {
    expect(schema.parse(given)).toBe(line);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \t\u3000\n'],
    ['controls', '\0\u0001'],
    ['zero-width characters', '\u200b\u200d\u2060\ufeff'],
    ['fillers that print nothing', '\u3164\u115f\u2800'],
    ['one character too many', 'abcdef'],
    ['one astral character too many', '😀😀😀😀😀😀'],
    ['something far too long to be looked at', ' '.repeat(10_000)],
    ['a number', 5],
    ['null', null],
    ['a list', ['abc']],
  ])('refuses %s', (_title, given) => {
    expect(schema.safeParse(given).success).toBe(false);
  });
});

describe('charCount', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['😀', 1],
    ['👩‍👧', 3],
    ['\ud83d', 1],
    ['𝄞'.repeat(LIMITS.messageTextMaxChars), LIMITS.messageTextMaxChars],
  ])('counts code points', (text, count) => {
    expect(charCount(text)).toBe(count);
  });
});

describe('usernameSchema', () => {
  it.each([
    ['a plain name', 'Olive', 'Olive'],
    ['one letter', 'O', 'O'],
    ['spaces around and inside', '  Olive \t Tree ', 'Olive Tree'],
    ['Chinese', '张伟', '张伟'],
    ['Arabic', 'محمد', 'محمد'],
    ['accents, composed', 'Zoe\u0308', 'Zoë'],
    ['punctuation of names', 'Conan O’Brien-Smith (2)', 'Conan O’Brien-Smith (2)'],
    ['an emoji alone', '🐙', '🐙'],
    ['a joined emoji', '👩‍🚀', '👩‍🚀'],
    ['a heart with its variation selector', '❤️ Bo', '❤️ Bo'],
    ['32 characters', 'x'.repeat(32), 'x'.repeat(32)],
    ['32 astral characters', '𝒳'.repeat(32), '𝒳'.repeat(32)],
    ['words that mean something to programs', '__proto__', '__proto__'],
    ['markup, which is only text', '<b>Bo</b>', '<b>Bo</b>'],
  ])('takes %s', (_title, given, name) => {
    expect(usernameSchema.parse(given)).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \u3000\t'],
    ['33 characters', 'x'.repeat(33)],
    ['33 astral characters', '𝒳'.repeat(33)],
    ['far too much', 'x'.repeat(100_000)],
    ['punctuation alone', '...'],
    ['NUL', 'Bo\0'],
    ['an escape', 'Bo\u001b[2J'],
    ['a right-to-left override', 'Bo\u202eevil'],
    ['direction isolates', '\u2066Bo\u2069'],
    ['a direction mark', 'Bo\u200f'],
    ['a zero-width space', 'Bo\u200b'],
    ['a zero-width non-joiner', 'Bo\u200c'],
    ['a word joiner', 'Bo\u2060'],
    ['a soft hyphen', 'Bo\u00ad'],
    ['a lone high surrogate', 'Bo\ud83d'],
    ['a lone low surrogate', '\ude00Bo'],
    ['a private-use character', 'Bo\ue000'],
    ['an unassigned character', 'Bo\u0378'],
    ['tag characters', 'Bo\u{e0041}'],
    ['a letter that prints nothing', '\u3164'],
    ['a jamo filler', '\u115f'],
    ['a half-width filler', '\uffa0'],
    ['an empty braille cell', '\u2800'],
    ['a joiner alone', '\u200d'],
    ['a number', 7],
    ['an object', { toString: 'Bo' }],
    ['null', null],
  ])('refuses %s', (_title, given) => {
    expect(usernameSchema.safeParse(given).success).toBe(false);
  });

  it('never throws, and gives only names that it would take again', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyUnits), (text) => {
        const result = usernameSchema.safeParse(text);
        if (result.success) expect(usernameSchema.parse(result.data)).toBe(result.data);
      }),
    );
  });
});

describe('usernameKey', () => {
  it.each([
    ['case', 'OLIVE', 'olive'],
    ['width', 'Ｏｌｉｖｅ', 'Olive'],
    ['composition', 'Zoe\u0308', 'Zoë'],
    ['ligatures', 'oﬃce', 'office'],
    ['a joiner between letters', 'Oli\u200dve', 'Olive'],
    ['a variation selector', 'Olive\ufe0f', 'Olive'],
    ['a combining grapheme joiner', 'Oli\u034fve', 'Olive'],
    ['white space around it', '\u3000 Olive\t\u200b ', 'Olive'],
    ['white space in it', 'Olive \n Tree', 'Olive\u00a0Tree'],
    ['a Mongolian variation selector', 'Oli\u180bve', 'Olive'],
  ])('takes names that differ in %s for the same name', (_title, one, other) => {
    expect(usernameKey(one)).toBe(usernameKey(other));
  });

  it.each([
    ['Olive', 'Oliver'],
    ['Zoe', 'Zoë'],
    ['张伟', '张玮'],
  ])('tells %s from %s', (one, other) => {
    expect(usernameKey(one)).not.toBe(usernameKey(other));
  });

  it('of a key is the key itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = usernameKey(text);
        expect(usernameKey(key)).toBe(key);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('passwordSchema', () => {
  it.each([
    ['8 characters', 'x'.repeat(8), true],
    ['7 characters', 'x'.repeat(7), false],
    ['128 characters', 'x'.repeat(128), true],
    ['129 characters', 'x'.repeat(129), false],
    ['spaces, which are characters like any other', ' '.repeat(8), true],
    ['anything at all', '\0\u202e\ud83d"\'; --', true],
    ['a number', 12_345_678, false],
    ['null', null, false],
  ])('judges %s', (_title, given, isGood) => {
    expect(passwordSchema.safeParse(given).success).toBe(isGood);
  });
});

describe('emojiSchema', () => {
  it.each(['👍', '❤️', '👍🏽', '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇳🇱', '1️⃣'])('takes %s', (emoji) => {
    expect(emojiSchema.parse(emoji)).toBe(emoji);
  });

  it('knows an emoji again whose picker added a presentation selector it does not need', () => {
    expect(emojiSchema.parse('👍\uFE0F')).toBe('👍');
    expect(emojiSchema.parse('❤\uFE0F')).toBe('❤\uFE0F');
  });

  it.each([
    ['nothing', ''],
    ['a letter', 'a'],
    ['a digit', '1'],
    ['a word in colons', ':heart:'],
    ['two of them', '👍👍'],
    ['one and a space', '👍 '],
    ['one and a zero-width space', '👍\u200b'],
    ['half of one', '\ud83d'],
    ['a joiner', '\u200d'],
    ['markup', '<img>'],
    ['very many', '👍'.repeat(10_000)],
    ['a number', 1],
    ['null', null],
  ])('refuses %s', (_title, given) => {
    expect(emojiSchema.safeParse(given).success).toBe(false);
  });
});

describe('avatarIdSchema', () => {
  it.each(['0', '7', '12345678'])('takes %s', (given) => {
    expect(avatarIdSchema.parse(given)).toBe(given);
  });

  it.each(['', '123456789', '-1', '1.5', '١', '../1', 'x', 1, null])('refuses %j', (given) => {
    expect(avatarIdSchema.safeParse(given).success).toBe(false);
  });
});
