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
  await writer.submit('editMessage', { userId, messageId, text: messageText(text, true) });
}

/**
 * One's own message; anybody's for the owner and admins. Its files go with it, and their bytes too where no
 * other file has them.
 *
 * @throws AppError `message_not_found`, `forbidden`
 */
export async function deleteMessage(
  { writer, blobs }: ServiceContext,
  userId: number,
  messageId: number,
): Promise<void> {
  const { orphanedHashes } = await writer.submit('deleteMessage', { userId, messageId });
  await blobs.drop(orphanedHashes);
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
