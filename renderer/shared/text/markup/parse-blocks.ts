import type { Block, ListItem } from './nodes.ts';
import { parseInline } from './parse-inline.ts';

const FENCE = /^ {0,3}```([\w+#.-]{0,30})\s*$/;
const FENCE_END = /^ {0,3}```\s*$/;
/** All on one line, as people type it in a hurry. */
const FENCE_LINE = /^ {0,3}```(.+?)```\s*$/;
const QUOTE = /^ {0,3}>(?: |$)/;
const ITEM = /^( {0,8})(?:[-*•]|(\d{1,3})[.)])[ \t]+(?=\S)/;
const QUOTES_DEEP_MAX = 3;
const ITEM_DEPTH_MAX = 2;

/**
 * Reads what people write in chats: Markdown's quotes, lists, code and emphasis, but every line break counts, and what looks
 * like a heading, a table or HTML is words. Never fails: what fits no rule is text.
 */
export function parseBlocks(text: string, depth = 0): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let plain: string[] = [];
  const endPlain = () => {
    const [from, to] = trimmed(plain);
    if (from < to) blocks.push({ kind: 'lines', parts: parseInline(plain.slice(from, to).join('\n')) });
    plain = [];
  };
  const add = (block: Block) => {
    endPlain();
    blocks.push(block);
  };

  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const code = fencedAt(lines, index);
    if (code) {
      add({ kind: 'code', language: code.language, text: code.text });
      index = code.next;
    } else if (QUOTE.test(line) && depth < QUOTES_DEEP_MAX) {
      const end = runEnd(lines, index, (each) => QUOTE.test(each));
      const inner = lines.slice(index, end).map((each) => each.replace(QUOTE, ''));
      add({ kind: 'quote', blocks: parseBlocks(inner.join('\n'), depth + 1) });
      index = end;
    } else if (ITEM.test(line)) {
      const end = runEnd(lines, index, (each) => ITEM.test(each));
      add({ kind: 'list', items: lines.slice(index, end).map(toItem) });
      index = end;
    } else {
      plain.push(line);
      index++;
    }
  }
  endPlain();
  return blocks;
}

function fencedAt(
  lines: readonly string[],
  index: number,
): { language: string; text: string; next: number } | null {
  const line = lines[index] ?? '';
  const whole = FENCE_LINE.exec(line)?.[1];
  if (whole !== undefined) return { language: '', text: whole, next: index + 1 };
  const language = FENCE.exec(line)?.[1];
  if (language === undefined) return null;
  const end = lines.findIndex((each, at) => at > index && FENCE_END.test(each));
  if (end === -1) return null;
  return { language: language.toLowerCase(), text: lines.slice(index + 1, end).join('\n'), next: end + 1 };
}

function runEnd(lines: readonly string[], from: number, belongs: (line: string) => boolean): number {
  let end = from;
  while (end < lines.length && belongs(lines[end] ?? '')) end++;
  return end;
}

function toItem(line: string): ListItem {
  const [mark = '', indent = '', number] = ITEM.exec(line) ?? [];
  return {
    depth: Math.min(Math.floor(indent.length / 2), ITEM_DEPTH_MAX),
    number: number === undefined ? null : Number(number),
    parts: parseInline(line.slice(mark.length)),
  };
}

/** Empty lines beside a block would stand there twice. */
function trimmed(lines: readonly string[]): [number, number] {
  const isText = (line: string) => line.trim() !== '';
  const from = lines.findIndex(isText);
  return from === -1 ? [0, 0] : [from, lines.findLastIndex(isText) + 1];
}
