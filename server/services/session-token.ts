import { createHash, randomBytes } from 'node:crypto';
import { LIMITS } from '../protocol/limits.ts';
import type { NewSession } from '../storage/writer/commands/accounts.ts';
import type { Origin, ServiceContext } from './service-context.ts';

const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;

/** When a session used at `now` ends if it is not used again. */
export function sessionExpiry(now: number): number {
  return now + LIMITS.sessionDays * DAY_MS;
}

/**
 * What is stored of a token. Bound to the server id: the same token means nothing to a host whose database
 * was made anew. The token itself has 256 random bits, so a plain hash is enough.
 */
export function hashToken(serverId: string, token: string): string {
  return createHash('sha256').update(`${serverId}:${token}`).digest('base64url');
}

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** A new token, and the session row that knows it. */
export function newSession(
  { serverId, now }: ServiceContext,
  origin: Origin,
): { token: string; session: NewSession } {
  const token = newToken();
  return {
    token,
    session: {
      tokenHash: hashToken(serverId, token),
      expiresAt: sessionExpiry(now()),
      address: origin.address,
      userAgent: origin.userAgent.slice(0, 200),
    },
  };
}
