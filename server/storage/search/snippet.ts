import type { SnippetPart } from '../../protocol/search-http.ts';
import type { Term } from './terms.ts';
import { tokenize, type Token } from './tokens.ts';

/** About two lines of a side panel. */
const SNIPPET_CHARS = 160;
/** So much stands before the first match. */
const LEAD_CHARS = 40;

/** The part of a text around what was looked for, with the places marked; the text's beginning where it is not in there. */
export function snippetOf(text: string, terms: readonly Term[]): SnippetPart[] {
  const ranges = matches(tokenize(text), terms);
  const first = ranges[0]?.start ?? 0;
  const from = first <= LEAD_CHARS ? 0 : wordStart(text, first - LEAD_CHARS);
  const to = Math.min(text.length, wholeCharacter(text, from + SNIPPET_CHARS));
  const parts: SnippetPart[] = [];
  const push = (part: string, isMatch: boolean): void => {
    if (part !== '') parts.push({ text: part, isMatch });
  };
  let at = from;
  if (from > 0) push('…', false);
  for (const { start, end } of ranges) {
    if (start < at || end > to) continue;
    push(text.slice(at, start), false);
    push(text.slice(start, end), true);
    at = end;
  }
  push(text.slice(at, to) + (to < text.length ? '…' : ''), false);
  return parts;
}

/** Where terms stand, from left to right, without overlaps. */
function matches(tokens: readonly Token[], terms: readonly Term[]): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  for (let index = 0; index < tokens.length;) {
    const length = Math.max(
      0,
      ...terms.map((term) => (standsAt(tokens, index, term) ? term.tokens.length : 0)),
    );
    const first = tokens[index];
    const last = tokens[index + length - 1];
    if (length > 0 && first && last) ranges.push({ start: first.start, end: last.end });
    index += Math.max(1, length);
  }
  return ranges;
}

function standsAt(tokens: readonly Token[], index: number, { tokens: wanted, isPrefix }: Term): boolean {
  return wanted.every((text, offset) => {
    const token = tokens[index + offset];
    if (!token) return false;
    const mayGoOn = isPrefix && offset === wanted.length - 1;
    return mayGoOn ? token.text.startsWith(text) : token.text === text;
  });
}

/** Begins with a word rather than in the middle of one, where one begins nearby. */
function wordStart(text: string, index: number): number {
  const space = text.slice(index, index + LEAD_CHARS).search(/\s\S/u);
  return space < 0 ? wholeCharacter(text, index) : index + space + 1;
}

/** Never between the two halves of a surrogate pair. */
function wholeCharacter(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index + 1 : index;
}
