import { tokenize, type Token } from './tokens.ts';

/** Tokens that must stand one after another. */
export interface Term {
  tokens: readonly string[];
  /** The last token may be the beginning of a longer one: it is still being typed. */
  isPrefix: boolean;
}

/** With fewer letters nearly every message would match. */
const PREFIX_MIN_CHARS = 2;

/**
 * What is looked for: every word by itself, what stands in quotes as a phrase. Characters of a script without spaces
 * that stand together are a phrase as well: 你好 means these two, side by side.
 */
export function parseTerms(text: string): Term[] {
  const parts = text.split(/["“”„«»]/u);
  const isClosed = parts.length % 2 === 1;
  return parts.flatMap((part, index) => {
    const isLast = index === parts.length - 1;
    if (index % 2 === 1 && (isClosed || !isLast)) return phraseOf(part);
    return wordsOf(part, isLast && !/[\s\p{P}]$/u.test(text));
  });
}

function phraseOf(text: string): Term[] {
  const tokens = tokenize(text).map((token) => token.text);
  return tokens.length === 0 ? [] : [{ tokens, isPrefix: false }];
}

function wordsOf(text: string, isBeingTyped: boolean): Term[] {
  const tokens = tokenize(text);
  const terms: { tokens: string[]; last: Token }[] = [];
  for (const token of tokens) {
    const open = terms.at(-1);
    // What stands together without a space was meant together: iPhone手机, a.b@c.de.
    if (open?.last.end === token.start) {
      open.tokens.push(token.text);
      open.last = token;
    } else {
      terms.push({ tokens: [token.text], last: token });
    }
  }
  return terms.map((term, index) => ({
    tokens: term.tokens,
    isPrefix:
      isBeingTyped &&
      index === terms.length - 1 &&
      !term.last.isCharacter &&
      term.last.text.length >= PREFIX_MIN_CHARS,
  }));
}
