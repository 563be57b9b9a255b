import { AppError } from '../protocol/errors.ts';
import { emojiSchema } from '../protocol/text.ts';
import { messageText } from './message-text.ts';
import type { ServiceContext } from './service-context.ts';

/** @throws AppError `message_not_found`, `forbidden` for another's message, `empty_message`, `message_too_long` */
export async function editMessage(
  { writer }: ServiceContext,
  userId: number,
  messageId: number,
  text: string,
): Promise<void> {
  await writer.submit('editMessage', { userId, messageId, text: messageText(text) });
}

/** One's own message; anybody's for the owner and admins. @throws AppError `message_not_found`, `forbidden` */
export async function deleteMessage(
  { writer }: ServiceContext,
  userId: number,
  messageId: number,
): Promise<void> {
  await writer.submit('deleteMessage', { userId, messageId });
}

/** @throws AppError `message_not_found`, `invalid_emoji`, `too_many_reactions` */
export async function reactToMessage(
  { writer }: ServiceContext,
  userId: number,
  messageId: number,
  emoji: string,
  on: boolean,
): Promise<void> {
  const parsed = emojiSchema.safeParse(emoji);
  if (!parsed.success) throw new AppError('invalid_emoji');
  await writer.submit('reactToMessage', { userId, messageId, emoji: parsed.data, on });
}
