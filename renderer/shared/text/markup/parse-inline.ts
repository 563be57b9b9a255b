import { linkify } from '../linkify.ts';
import type { Inline } from './nodes.ts';

type Mark = '**' | '~~' | '||' | '*' | '_';

/** Longer ones first: `**` is not two of `*`. */
const MARKS: readonly Mark[] = ['**', '~~', '||', '*', '_'];
const KINDS = { '**': 'strong', '~~': 'strike', '||': 'spoiler', '*': 'emphasis', _: 'emphasis' } as const;
/** Inside words these are part of them: `2*3*4`, `snake_case`. Scripts without spaces have no such words. */
const WORD_MARKS: ReadonlySet<Mark> = new Set<Mark>(['*', '_']);
const WORD = /[\p{L}\p{N}]/u;
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const NAMED_LINK =
  /\[([^[\]\n]{1,500})\]\(((?:https?:\/\/|mailto:)[^\s()<>]{1,2000}(?:\([^\s()<>]*\)[^\s()<>]*)?)\)/iuy;
const NESTING_MAX = 6;

/** Emphasis, code, spoilers and links within running text. What is not closed is text. */
export function parseInline(text: string, depth = 0): Inline[] {
  const reader = new InlineReader(text, depth);
  return reader.read();
}

class InlineReader {
  private readonly text: string;
  private readonly depth: number;
  /** Where an address that was typed begins, and how long it is. */
  private readonly addresses: ReadonlyMap<number, number>;
  private readonly parts: Inline[] = [];
  /** A mark that found no partner has none further on either. */
  private readonly unclosed = new Set<Mark>();
  private plain = '';

  constructor(text: string, depth: number) {
    this.text = text;
    this.depth = depth;
    this.addresses = addressesIn(text);
  }

  read(): Inline[] {
    let at = 0;
    while (at < this.text.length) {
      const next = this.escape(at) ?? this.code(at) ?? this.link(at) ?? this.marked(at);
      if (next !== null) {
        at = next;
        continue;
      }
      this.plain += this.text[at] ?? '';
      at++;
    }
    this.endPlain();
    return this.parts;
  }

  private endPlain(): void {
    if (this.plain !== '') this.parts.push({ kind: 'text', text: this.plain });
    this.plain = '';
  }

  private add(part: Inline): void {
    this.endPlain();
    this.parts.push(part);
  }

  /** Each of these gives where to go on, or null where it is something else. */
  private escape(at: number): number | null {
    if (!isEscape(this.text, at)) return null;
    this.plain += this.text[at + 1] ?? '';
    return at + 2;
  }

  private code(at: number): number | null {
    const end = codeEnd(this.text, at);
    if (end === null) return null;
    const ticks = runAt(this.text, at);
    this.add({ kind: 'code', text: unpadded(this.text.slice(at + ticks, end - ticks)) });
    return end;
  }

  private link(at: number): number | null {
    const length = this.addresses.get(at);
    if (length !== undefined) {
      const url = this.text.slice(at, at + length);
      this.add({ kind: 'link', url, text: url });
      return at + length;
    }
    if (this.text[at] !== '[') return null;
    NAMED_LINK.lastIndex = at;
    const [whole, name, url] = NAMED_LINK.exec(this.text) ?? [];
    if (whole === undefined || name === undefined || url === undefined) return null;
    this.add({ kind: 'link', url, text: name });
    return at + whole.length;
  }

  private marked(at: number): number | null {
    const mark = MARKS.find((each) => this.text.startsWith(each, at));
    if (mark === undefined || this.depth >= NESTING_MAX) return null;
    const from = at + mark.length;
    const end = this.opens(mark, at) ? this.closeOf(mark, from) : null;
    if (end === null) {
      // All of it is text: a `*` left over from `**` would open something else.
      this.plain += mark;
      return from;
    }
    this.add({ kind: KINDS[mark], parts: parseInline(this.text.slice(from, end), this.depth + 1) });
    return end + mark.length;
  }

  private opens(mark: Mark, at: number): boolean {
    return (
      /\S/u.test(this.text[at + mark.length] ?? ' ') && !(WORD_MARKS.has(mark) && isWordAt(this.text, at - 1))
    );
  }

  private closeOf(mark: Mark, from: number): number | null {
    if (this.unclosed.has(mark)) return null;
    let at = from;
    while (at < this.text.length) {
      const skipped = this.skip(at);
      if (skipped !== null) {
        at = skipped;
        continue;
      }
      if (!this.text.startsWith(mark, at)) {
        at++;
        continue;
      }
      const run = runAt(this.text, at);
      const end = at + run - mark.length;
      // Two of a single mark are another one; in `*both***` the last two close the outer one.
      const isOther = mark.length === 1 && run % 2 === 0;
      if (!isOther && end > from && this.closes(mark, end)) return end;
      at += run;
    }
    this.unclosed.add(mark);
    return null;
  }

  /** Past what no mark can end: escapes, code, addresses. */
  private skip(at: number): number | null {
    if (isEscape(this.text, at)) return at + 2;
    const length = this.addresses.get(at);
    return length === undefined ? codeEnd(this.text, at) : at + length;
  }

  private closes(mark: Mark, at: number): boolean {
    return (
      /\S/u.test(this.text[at - 1] ?? ' ') && !(WORD_MARKS.has(mark) && isWordAt(this.text, at + mark.length))
    );
  }
}

function addressesIn(text: string): ReadonlyMap<number, number> {
  const addresses = new Map<number, number>();
  let at = 0;
  for (const part of linkify(text)) {
    // Marks at its end are more likely around the address than in it.
    if (part.kind === 'link') addresses.set(at, part.text.replace(/[*_~|]+$/u, '').length);
    at += part.text.length;
  }
  return addresses;
}

function isEscape(text: string, at: number): boolean {
  return text[at] === '\\' && /[\\`*_~|[\]()>#-]/.test(text[at + 1] ?? '');
}

/** How often the character at `at` stands there in a row. */
function runAt(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] === text[at]) end++;
  return end - at;
}

/** After the run of backticks that closes the one at `at`; null where none does, or none stands there. */
function codeEnd(text: string, at: number): number | null {
  if (text[at] !== '`' || text[at - 1] === '`') return null;
  const ticks = runAt(text, at);
  let end = at + ticks;
  while (end < text.length) {
    end = text.indexOf('`', end);
    if (end === -1) return null;
    const run = runAt(text, end);
    if (run === ticks) return end + run;
    end += run;
  }
  return null;
}

/** "`` ` ``" is one backtick. */
function unpadded(code: string): string {
  return code.length > 2 && code.startsWith(' ') && code.endsWith(' ') && code.trim() !== ''
    ? code.slice(1, -1)
    : code;
}

function isWordAt(text: string, at: number): boolean {
  const char = text[at] ?? '';
  return WORD.test(char) && !SPACELESS.test(char);
}
