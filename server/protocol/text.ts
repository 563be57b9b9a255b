import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';

/** C0 and C1 controls except tab and line feed: they are invisible, break logs and terminals, and no one types them. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;
/** Direction overrides and invisible characters that let one name pass for another (Unicode UTS #39). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** Text as it is stored: line feeds only, no control characters, no lone surrogates. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').toWellFormed();
}

/** One line of text: white space of any kind becomes a single space. */
export function cleanLine(text: string): string {
  return cleanText(text.normalize('NFC')).replace(/\s+/gu, ' ').trim();
}

/** Length in code points, which is what a limit shown to people means. */
export function charCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The form in which two names are the same name: case, width and composition folded (NFKC, UTS #39's first step). */
export function usernameKey(username: string): string {
  return username.normalize('NFKC').toLowerCase();
}

/** A room or server name: one line, 1 to `max` characters. */
export function lineSchema(max: number) {
  return z.pipe(
    z.string().check(z.maxLength(max * 4)),
    z.pipe(
      z.transform(cleanLine),
      z.string().check(z.refine((line) => charCount(line) >= 1 && charCount(line) <= max)),
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
      z.refine((name) => name.isWellFormed() && !INVISIBLE.test(name.replace(/\u200d/gu, ''))),
      z.refine((name) => /[\p{L}\p{N}\p{S}]/u.test(name)),
    ),
  ),
);

export const passwordSchema = z
  .string()
  .check(z.minLength(LIMITS.passwordMinChars), z.maxLength(LIMITS.passwordMaxChars));

export const avatarIdSchema = z.string().check(z.regex(/^\d{1,8}$/));

/** One emoji as people see it, skin tones and joined families included (Unicode UTS #51). */
export const emojiSchema = z.string().check(z.maxLength(LIMITS.emojiMaxChars), z.regex(/^\p{RGI_Emoji}$/v));
