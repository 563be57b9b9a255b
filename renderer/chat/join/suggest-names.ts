import { LIMITS } from '../../../server/protocol/limits.ts';
import { charCount } from '../../shared/text/char-count.ts';

/**
 * Free-sounding names near one that is taken. The makers add to a name; where the result would be too long,
 * the name gives way, never what was added.
 */
export function suggestNames(taken: string, makers: readonly ((name: string) => string)[]): string[] {
  return makers.map((make) => {
    const surplus = charCount(make(taken)) - LIMITS.usernameMaxChars;
    return surplus <= 0 ? make(taken) : make(Array.from(taken).slice(0, -surplus).join('').trimEnd());
  });
}

/** "Mara" becomes "Mara 2", "Mara 2" becomes "Mara 3". */
export function nextNumber(name: string): { stem: string; number: number } {
  const match = /^(.*?)\s*(\d{1,4})$/u.exec(name);
  const stem = match?.[1];
  return stem ? { stem, number: Number(match[2]) + 1 } : { stem: name, number: 2 };
}
