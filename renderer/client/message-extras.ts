import type { Confirmation, Message } from '../../server/protocol/message.ts';

type Extras = Pick<Message, 'confirmation'>;

/**
 * How a message's extras stand after a newer version of its words came: an event does not tell the reader's own part,
 * and it may be older than the page that the message was read from. What was confirmed stays confirmed.
 */
export function mergedExtras(held: Extras, next: Extras): Extras {
  if (!held.confirmation || !next.confirmation) return {};
  const isConfirmed = next.confirmation.isConfirmed ?? held.confirmation.isConfirmed;
  return {
    confirmation: {
      ...next.confirmation,
      confirmedCount: Math.max(held.confirmation.confirmedCount, next.confirmation.confirmedCount),
      ...(isConfirmed !== undefined && { isConfirmed }),
    },
  };
}

/** Somebody confirmed; null where that is known already. */
export function confirmed(
  held: Confirmation,
  { userId, confirmedCount }: { userId: string; confirmedCount: number },
  ownId: string,
): Confirmation | null {
  const isNews = confirmedCount > held.confirmedCount || (userId === ownId && held.isConfirmed !== true);
  if (!isNews) return null;
  return {
    ...held,
    confirmedCount: Math.max(held.confirmedCount, confirmedCount),
    ...(userId === ownId && { isConfirmed: true }),
  };
}
