import type { Message } from '../protocol/message.ts';
import type { Statements } from './connection.ts';
import type { MessageRow } from './rows.ts';

/** What a message can have beside its words; the sum stands in `messages.extras`. */
export const EXTRA = { confirmation: 1 } as const;

export type MessageExtras = Pick<Message, 'confirmation'>;

const NOTHING: MessageExtras = {};

/**
 * What some messages have beside their words. Asks the database only where one of them has something.
 *
 * @param readerId whose own part is told too; null for what everybody sees alike
 */
export function extrasOf(
  statements: Statements,
  rows: readonly Pick<MessageRow, 'id' | 'extras'>[],
  readerId: number | null,
): (messageId: number) => MessageExtras {
  const asking = rows.filter(({ extras }) => (extras & EXTRA.confirmation) !== 0).map(({ id }) => id);
  if (asking.length === 0) return () => NOTHING;
  const byMessage = new Map<number, MessageExtras>();
  for (const row of confirmationRows(statements, asking, readerId)) {
    byMessage.set(row.message_id, {
      confirmation: {
        askedCount: row.asked_count,
        confirmedCount: row.confirmed_count,
        ...(readerId !== null && { isConfirmed: row.is_confirmed === 1 }),
      },
    });
  }
  return (messageId) => byMessage.get(messageId) ?? NOTHING;
}

interface ConfirmationRow {
  message_id: number;
  asked_count: number;
  confirmed_count: number;
  is_confirmed: number;
}

function confirmationRows(
  statements: Statements,
  messageIds: readonly number[],
  readerId: number | null,
): ConfirmationRow[] {
  return statements
    .sql<ConfirmationRow>(
      `SELECT message_id, asked_count, confirmed_count,
              EXISTS (SELECT 1 FROM confirmations
                      WHERE confirmations.message_id = confirmation_requests.message_id AND user_id = ?) AS is_confirmed
       FROM confirmation_requests WHERE message_id IN (SELECT value FROM json_each(?))`,
    )
    .all(readerId, JSON.stringify(messageIds));
}
