import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import { charCount, cleanText, isVisible } from '../protocol/text.ts';

/**
 * A message's text as it is stored.
 *
 * @param mayBeEmpty beside files; a text of nothing but white space is then stored as none
 * @throws AppError `empty_message`, `message_too_long`
 */
export function messageText(text: string, mayBeEmpty = false): string {
  const clean = cleanText(text);
  if (!isVisible(clean)) {
    if (mayBeEmpty) return '';
    throw new AppError('empty_message');
  }
  if (charCount(clean) > LIMITS.messageTextMaxChars) {
    throw new AppError('message_too_long', { max: LIMITS.messageTextMaxChars });
  }
  return clean;
}
