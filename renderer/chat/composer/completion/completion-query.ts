/** What is being typed that could be completed. */
export interface CompletionQuery {
  kind: 'person' | 'room' | 'emoji';
  /** Without its sign. */
  wanted: string;
  /** Where the sign stands. */
  start: number;
}

const KINDS = { '@': 'person', '#': 'room', ':': 'emoji' } as const;
/** Names may hold spaces, though not many; an emoji's may not: "at 10: see you". */
const WANTED = {
  person: /^[^\n@#:]{0,40}$/u,
  room: /^[^\n@#:]{0,40}$/u,
  emoji: /^[\p{L}\p{N}_+-]{2,30}$/u,
} as const;

/** The last sign before the caret, where a name may still be on its way. */
export function completionQuery(text: string, caret: number): CompletionQuery | null {
  for (let at = caret - 1; at >= 0 && at >= caret - 42; at--) {
    const sign = text[at] ?? '';
    if (sign !== '@' && sign !== '#' && sign !== ':') continue;
    // Within an address or a time of day it is no sign.
    if (/[A-Za-z0-9/:]/.test(text[at - 1] ?? '')) return null;
    const kind = KINDS[sign];
    const wanted = text.slice(at + 1, caret);
    return WANTED[kind].test(wanted) && !wanted.startsWith(' ') ? { kind, wanted, start: at } : null;
  }
  return null;
}
