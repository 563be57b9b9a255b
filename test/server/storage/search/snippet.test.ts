import { expect, it } from 'vitest';
import { snippetOf } from '../../../../server/storage/search/snippet.ts';
import { parseTerms } from '../../../../server/storage/search/terms.ts';

/** Matches in brackets. */
const shown = (text: string, q: string) =>
  snippetOf(text, parseTerms(q))
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

it.each([
  ['Meet me at the café at noon', 'cafe ', 'Meet me at the [café] at noon'],
  ['Lamps and lampshades', 'lamp', '[Lamps] and [lampshades]'],
  ['今天你好吗？你好！', '你好', '今天[你好]吗？[你好]！'],
  ['good night, good morning', '"good morning"', 'good night, [good morning]'],
  ['a👍b 👍👍', 'b ', 'a👍[b] 👍👍'],
  ['only a file', 'report ', 'only a file'],
  ['', 'report ', ''],
])('marks what was found: %s', (text, q, expected) => {
  expect(shown(text, q)).toBe(expected);
});

it('shows the part around the first match, whole characters and mostly whole words', () => {
  const text = `${'before '.repeat(40)}needle ${'after '.repeat(60)}`;
  const part = shown(text, 'needle ');
  expect(part).toMatch(/^…before .*\[needle\] after .*…$/u);
  expect(part.length).toBeLessThan(180);
  const emoji = shown(`${'😀'.repeat(200)} needle`, 'needle ');
  expect(emoji.isWellFormed()).toBe(true);
});
