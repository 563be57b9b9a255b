import { expect, it } from 'vitest';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { EntryTickets } from '../../../server/services/enter-window.ts';

it('takes a ticket once, in time, while it is one of the newest', () => {
  let now = 0;
  const tickets = new EntryTickets(() => now);
  const refusal = (ticket: string): unknown => {
    try {
      return tickets.redeem(ticket);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const first = tickets.issue(7);
  expect(tickets.redeem(first)).toBe(7);
  for (const ticket of [first, '', '__proto__', `${first}x`])
    expect(refusal(ticket)).toBe('wrong_entry_ticket');

  const late = tickets.issue(7);
  now = LIMITS.entryTicketMs + 1;
  expect(refusal(late)).toBe('wrong_entry_ticket');

  const many = Array.from({ length: LIMITS.entryTicketsMax + 1 }, () => tickets.issue(7));
  expect(new Set(many).size).toBe(many.length);
  expect(many.map(refusal)).toEqual(['wrong_entry_ticket', ...Array<number>(LIMITS.entryTicketsMax).fill(7)]);
});
