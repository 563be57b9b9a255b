import type { ConfirmationsAnswer } from '../protocol/confirmation-http.ts';
import { AppError } from '../protocol/errors.ts';
import { toIso } from '../storage/rows.ts';
import { reminderWait } from '../storage/writer/commands/confirm-message.ts';
import { isRoomKeeper } from './accounts.ts';
import type { ServiceContext } from './service-context.ts';

/** Confirms a message that asks for it. @throws AppError `message_not_found`, `forbidden` for one's own, `room_archived` */
export async function confirmMessage(
  { writer }: ServiceContext,
  userId: number,
  messageId: number,
): Promise<void> {
  await writer.submit('confirmMessage', { userId, messageId });
}

/** Reminds those who have not confirmed. @throws AppError `message_not_found`, `forbidden`, `reminded_recently` */
export async function remindOfMessage(
  { writer }: ServiceContext,
  userId: number,
  messageId: number,
): Promise<void> {
  await writer.submit('remindOfMessage', { userId, messageId });
}

/**
 * Who has confirmed a message and who has not: for its sender, and for those who look after the room and are in it.
 *
 * @throws AppError `message_not_found`, `forbidden`
 */
export async function readConfirmations(
  context: ServiceContext,
  userId: number,
  messageId: number,
): Promise<ConfirmationsAnswer> {
  const { directory, readers, now } = context;
  const found = await readers.query('confirmations', { messageId });
  const room = found && directory.room(found.roomId);
  if (!found || !room || !directory.isMember(room.id, userId)) throw new AppError('message_not_found');
  const isKeeper = room.facts.kind !== 'direct' && isRoomKeeper(context, room.facts, userId);
  if (found.senderId !== userId && !isKeeper) throw new AppError('forbidden');
  return {
    confirmed: found.confirmed.map(({ userId: id, at }) => ({ userId: String(id), at: toIso(at) })),
    missing: found.missing.map(String),
    later: found.later.map(String),
    remindWaitSeconds: reminderWait(found.remindedAt, now()),
  };
}
