/** Scripts that put no space after a name: there, it may be followed by anything. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const WORD = /[\p{L}\p{M}\p{N}_]/u;

/**
 * Whether a text speaks to somebody by `@name`: the whole name, in any case. What stands before the @ must not
 * belong to a word, as it does in a mail address.
 *
 * @param others names of other people; where a longer one of them stands there, it is theirs
 */
export function isMentioned(text: string, name: string, others: Iterable<string> = []): boolean {
  const folded = fold(text);
  const key = fold(name);
  if (key === '' || !folded.includes(`@${key}`)) return false;
  const longer = [...others].map(fold).filter((other) => other.length > key.length && other.startsWith(key));
  for (let at = folded.indexOf(`@${key}`); at >= 0; at = folded.indexOf(`@${key}`, at + 1)) {
    if (WORD.test(before(folded, at))) continue;
    const isNames = (candidate: string): boolean =>
      folded.startsWith(candidate, at + 1) && endsThere(folded, at + 1 + candidate.length, candidate);
    if (isNames(key) && !longer.some(isNames)) return true;
  }
  return false;
}

function endsThere(text: string, end: number, name: string): boolean {
  const next = String.fromCodePoint(text.codePointAt(end) ?? 0x20);
  return !WORD.test(next) || UNSPACED.test(next) || UNSPACED.test(before(name, name.length));
}

/** The character that ends at `index`, or a space at the beginning. */
function before(text: string, index: number): string {
  return Array.from(text.slice(Math.max(0, index - 2), index)).at(-1) ?? ' ';
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
