import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';

/** C0 and C1 controls except tab and line feed: they are invisible, break logs and terminals, and no one types them. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;
/** Direction overrides and invisible characters that let one name pass for another (Unicode UTS #39). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** What an emoji is joined of, invisible by itself: zero-width joiner and variation selectors. */
const EMOJI_GLUE = /\u200d|\ufe0e|\ufe0f/gu;
/** Characters that are drawn as nothing; the letters among them (Hangul fillers) would pass for a name. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Overrides, embeddings and isolates: they turn what stands beside a name, not only the name (UAX #9). */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Anything that puts ink on a page. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\s\u2800]/u;

/** Text as it is stored: line feeds only, no control characters, no lone surrogates. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').toWellFormed();
}

/** One line of text: white space of any kind becomes a single space, direction controls go. */
export function cleanLine(text: string): string {
  return cleanText(text.normalize('NFC')).replace(DIRECTION_CONTROLS, '').replace(/\s+/gu, ' ').trim();
}

/** Whether there is anything to see in a text. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** Length in code points, which is what a limit shown to people means. */
export function charCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * The form in which two names are the same name: case, width and composition folded, invisible characters
 * left out (as Unicode's NFKC_Casefold does), white space as in `usernameSchema`.
 */
export function usernameKey(username: string): string {
  const folded = username.replace(IGNORABLE, '').normalize('NFKC').toLowerCase().normalize('NFKC');
  return folded.replace(/\s+/gu, ' ').trim();
}

/** A room or server name: one visible line, 1 to `max` characters. */
export function lineSchema(max: number) {
  return z.pipe(
    z.string().check(z.maxLength(max * 4)),
    z.pipe(
      z.transform(cleanLine),
      z.string().check(z.refine((line) => isVisible(line) && charCount(line) <= max)),
    ),
  );
}

/** A person's name: one visible line, at least one letter, digit or symbol. Fails as `invalid_username`. */
export const usernameSchema = z.pipe(
  z.string().check(z.maxLength(LIMITS.usernameMaxChars * 4)),
  z.pipe(
    z.transform((name: string) => name.normalize('NFC').replace(/\s+/gu, ' ').trim()),
    z.string().check(
      z.refine((name) => charCount(name) >= 1 && charCount(name) <= LIMITS.usernameMaxChars),
      z.refine((name) => name.isWellFormed() && !INVISIBLE.test(name.replace(EMOJI_GLUE, ''))),
      z.refine((name) => /[\p{L}\p{N}\p{S}]/u.test(name)),
    ),
  ),
);

export const passwordSchema = z
  .string()
  .check(z.minLength(LIMITS.passwordMinChars), z.maxLength(LIMITS.passwordMaxChars));

export const avatarIdSchema = z.string().check(z.maxLength(LIMITS.avatarIdMaxChars), z.regex(/^\d+$/));

/**
 * One emoji as people see it, skin tones and joined families included (Unicode UTS #51). Emoji pickers put a
 * presentation selector (U+FE0F) after emoji that need none; without it, theirs and a plain one are the same reaction.
 */
export const emojiSchema = z.pipe(
  z.string().check(z.maxLength(LIMITS.emojiMaxChars)),
  z.pipe(
    z.transform((emoji: string) => (isEmoji(emoji) ? emoji : emoji.replace(/\uFE0F$/, ''))),
    z.string().check(z.refine(isEmoji)),
  ),
);

function isEmoji(text: string): boolean {
  return /^\p{RGI_Emoji}$/v.test(text);
}
