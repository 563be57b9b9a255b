import { randomBytes } from 'node:crypto';
import { AppError } from '../protocol/errors.ts';
import type { SignedIn } from '../protocol/http.ts';
import { LIMITS } from '../protocol/limits.ts';
import { completeSignIn, requireUser, toMe } from './accounts.ts';
import type { Origin, ServiceContext } from './service-context.ts';
import { hashToken, newSession } from './session-token.ts';

const TICKET_BYTES = 32;

/** The ways in for the chat window of the host itself: each good once, and for a short time. */
export class EntryTickets {
  private readonly now: () => number;
  private readonly userIds = new Map<string, { userId: number; expiresAt: number }>();

  /** @param now milliseconds of a clock that never jumps */
  constructor(now: () => number) {
    this.now = now;
  }

  /** A new ticket; beyond a few that nobody used, the oldest is worthless. */
  issue(userId: number): string {
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    this.userIds.set(ticket, { userId, expiresAt: this.now() + LIMITS.entryTicketMs });
    for (const oldest of this.userIds.keys()) {
      if (this.userIds.size <= LIMITS.entryTicketsMax) break;
      this.userIds.delete(oldest);
    }
    return ticket;
  }

  /** Whose ticket it was; from now on it is nobody's. @throws AppError `wrong_entry_ticket` */
  redeem(ticket: string): number {
    const found = this.userIds.get(ticket);
    this.userIds.delete(ticket);
    if (!found || found.expiresAt < this.now()) throw new AppError('wrong_entry_ticket');
    return found.userId;
  }
}

/**
 * Signs the chat window of the host itself in. A window that is signed in as the same person keeps its session.
 *
 * @param heldToken the token that came with the request, if any
 * @throws AppError `wrong_entry_ticket`, `not_signed_in` where the account has gone
 */
export async function enterWindow(
  context: ServiceContext,
  tickets: EntryTickets,
  ticket: string,
  origin: Origin,
  heldToken: string | null,
): Promise<SignedIn> {
  const userId = tickets.redeem(ticket);
  if (heldToken !== null && context.sessionUserId(hashToken(context.serverId, heldToken)) === userId) {
    return { user: toMe(requireUser(context, userId)), token: heldToken };
  }
  const { token, session } = newSession(context, origin);
  const result = await context.writer.submit('openWindowSession', { userId, session });
  return completeSignIn(context, result, token, origin);
}
