export type TextPart = { kind: 'text'; text: string } | { kind: 'link'; text: string; url: string };

// Stops at white space, quotes and full-width punctuation, which never stand in an address that was typed.
const ADDRESS =
  /https?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’]+/giu;
const TRAILING = /[.,;:!?…]+$/u;

/** Splits text into plain parts and http(s) addresses, leaving a sentence's own punctuation outside. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimAddress(match[0]);
    if (!isAddress(address)) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'link', text: address, url: address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** "(see http://a.b/c)." is the address without the bracket that its sentence opened. */
function trimAddress(found: string): string {
  let address = found.replace(TRAILING, '');
  while (address.endsWith(')') && count(address, ')') > count(address, '(')) {
    address = address.slice(0, -1).replace(TRAILING, '');
  }
  return address;
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** `URL.canParse` is too young for the phones people bring. */
function isAddress(text: string): boolean {
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}
