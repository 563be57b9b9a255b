import { expect, it } from 'vitest';
import { nameKey, splitMentions } from '../../../../renderer/shared/text/mentions.ts';

const NAMES = new Map(['Ada', 'Ada Lovelace', '小明', 'R2-D2', 'C++'].map((name) => [nameKey(name), name]));

function marked(text: string): string {
  return splitMentions(text, '@', (key) => NAMES.get(key), 40)
    .map((part) => (part.kind === 'text' ? part.text : `<${part.target}>`))
    .join('');
}

it.each([
  ['@ada, hello', '<Ada>, hello'],
  ['the longest name: @Ada Lovelace!', 'the longest name: <Ada Lovelace>!'],
  ['several: @Ada @小明你好', 'several: <Ada> <小明>你好'],
  ['signs in names: @R2-D2 @C++.', 'signs in names: <R2-D2> <C++>.'],
  ['full width: @ＡＤＡ', 'full width: <Ada>'],
  ['(@Ada)', '(<Ada>)'],
  ['nobody: @Adam @ Ada ada@ada.org @nobody', 'nobody: @Adam @ Ada ada@ada.org @nobody'],
])('%s', (text, expected) => {
  expect(marked(text)).toBe(expected);
});
