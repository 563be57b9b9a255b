import { describe, expect, it } from 'vitest';
import { parseTerms } from '../../../../server/storage/search/terms.ts';
import { tokenize } from '../../../../server/storage/search/tokens.ts';

const texts = (text: string) => tokenize(text).map((token) => token.text);

describe('a text is taken apart', () => {
  it.each([
    ['words, in any case', 'Hello, WORLD!', ['hello', 'world']],
    ['accents', 'Café Ångström naïve', ['cafe', 'angstrom', 'naive']],
    ['composed and decomposed', 'cafe\u0301', ['cafe']],
    ['full-width letters and digits', 'ＡＢＣ１２３', ['abc123']],
    ['ligatures', 'ﬁne', ['fine']],
    ['Chinese, each character', '你好世界', ['你', '好', '世', '界']],
    ['Chinese among Latin', 'iPhone手机壳x2', ['iphone', '手', '机', '壳', 'x2']],
    ['Japanese, voicing marks kept', 'がぎ カ', ['が', 'ぎ', 'カ']],
    ['Korean, each syllable', '한국어', ['한', '국', '어']],
    ['Thai, vowels with their consonants', 'ก่อน', ['ก่', 'อ', 'น']],
    ['Hindi, whole words', 'नमस्ते दुनिया', ['नमस्ते', 'दुनिया']],
    ['Russian and Greek', 'Привет, Ὀδυσσεύς', ['привет', 'οδυσσευς']],
    ['Arabic', 'مرحبا بالعالم', ['مرحبا', 'بالعالم']],
    ['emoji, which are no words', '👍 ok 🎉', ['ok']],
    ['snake_case and paths', 'read_me C:\\temp\\a.txt', ['read', 'me', 'c', 'temp', 'a', 'txt']],
    ['nothing', ' …!? ', []],
  ])('%s', (_, text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it('with the places at which its parts stand', () => {
    const text = '«Über» 你好 x';
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Über', '你', '好', 'x']);
  });
});

describe('what is looked for', () => {
  const terms = (text: string) =>
    parseTerms(text).map(({ tokens, isPrefix }) => tokens.join(' ') + (isPrefix ? '*' : ''));

  it.each([
    ['the last word may go on', 'red lam', ['red', 'lam*']],
    ['a word that is finished may not', 'red lamp ', ['red', 'lamp']],
    ['one letter is too little to go on from', 'a', ['a']],
    ['a phrase', 'say "good  night" now ', ['say', 'good night', 'now']],
    ['a phrase that is still being typed is words', 'say "good ni', ['say', 'good', 'ni*']],
    ['curly quotes', '“good night” ', ['good night']],
    ['characters side by side', '你好', ['你 好']],
    ['characters apart', '你 好', ['你', '好']],
    ['scripts side by side', 'iPhone手机', ['iphone 手 机']],
    ['an address', 'ann@example.org ', ['ann', 'example', 'org']],
    ['only punctuation', '?! "" …', []],
  ])('%s', (_, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });
});
