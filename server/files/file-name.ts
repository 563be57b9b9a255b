import { LIMITS } from '../protocol/limits.ts';
import { charCount } from '../protocol/text.ts';

/** What can't be seen, or turns the direction of what follows: `photo\u202Egnp.exe` reads as "photoexe.png" (UTS #39). */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** Joins the parts of one emoji. */
const JOINER = '\u200d';
const NAMELESS = 'file';

/**
 * A sender's name for a file as it is stored and shown. It never becomes a path: it is a label, and the bytes
 * lie under their hash. Of a path the last part stays; what is too long is cut before its extension.
 */
export function cleanFileName(name: string): string {
  const [last = ''] = name.toWellFormed().normalize('NFC').split(/[/\\]/).slice(-1);
  const visible = last
    .replace(UNSEEN, (char) => (char === JOINER ? char : ''))
    .replace(/\s+/gu, ' ')
    .trim();
  // "." and ".." would be resolved away in an address; Windows drops dots at the end.
  const named = visible.replace(/[. ]+$/u, '');
  if (named === '') return NAMELESS;
  return cut(named);
}

/**
 * A name as a multipart form carries it. Parsers hand its bytes over as Latin-1 characters, while browsers
 * send UTF-8; what is no UTF-8 was Latin-1 after all, and what has other characters was decoded already.
 */
export function decodeFormName(name: string): string {
  if (/[^\u0000-\u00ff]/.test(name)) return name;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(name, 'latin1'));
  } catch {
    return name;
  }
}

function cut(name: string): string {
  const max = LIMITS.fileNameMaxChars;
  if (charCount(name) <= max) return name;
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '';
  const stem = Array.from(name.slice(0, name.length - extension.length));
  return stem.slice(0, max - charCount(extension)).join('') + extension;
}
