/** A piece of text that can be looked for, and where it stands (UTF-16 offsets). */
export interface Token {
  text: string;
  start: number;
  end: number;
  /** One character of a script that puts no space between words; neighbours of this kind make up a word. */
  isCharacter: boolean;
}

const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
/** Chinese, Japanese, Korean, Thai and their like: what is a word there only a dictionary knows, so every character counts. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*/gu;
/** The marks that make é of e. Those of Indic scripts and the Japanese voicing marks are letters in all but name. */
const ACCENTS = /[\u0300-\u036f]/gu;

/** The form in which texts are compared: compatibility forms, case and accents make no difference. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(ACCENTS, '').toLowerCase().normalize('NFC');
}

/** What a text can be found by, in its order: words, and single characters of scripts without spaces. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: run, index: start } of text.matchAll(WORDS)) {
    let at = 0;
    for (const { 0: character, index } of run.matchAll(UNSPACED)) {
      addWord(tokens, run.slice(at, index), start + at);
      add(tokens, character, start + index, true);
      at = index + character.length;
    }
    addWord(tokens, run.slice(at), start + at);
  }
  return tokens;
}

/** As the index stores it: tokens with spaces between them. */
export function indexedText(text: string): string {
  return tokenize(text)
    .map((token) => token.text)
    .join(' ');
}

function addWord(tokens: Token[], word: string, start: number): void {
  if (word !== '') add(tokens, word, start, false);
}

function add(tokens: Token[], text: string, start: number, isCharacter: boolean): void {
  const folded = fold(text);
  if (folded !== '') tokens.push({ text: folded, start, end: start + text.length, isCharacter });
}
