import { AppError } from '../protocol/errors.ts';
import type { RoomFacts } from '../protocol/event.ts';
import type { SignedIn } from '../protocol/http.ts';
import type { Me } from '../protocol/user.ts';
import type { AccountResult } from '../storage/writer/commands/accounts.ts';
import type { KnownUser } from './directory.ts';
import type { Origin, ServiceContext } from './service-context.ts';

/** The avatar of somebody who chose none: spread over the set, steady for a name. */
export function avatarFor(username: string): string {
  let sum = 0;
  for (const char of username) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9_973;
  return String(sum);
}

export function toMe({ user, hasPassword }: KnownUser): Me {
  return { ...user, hasPassword };
}

/** @throws AppError `not_signed_in` where the account has gone since */
export function requireUser({ directory }: ServiceContext, userId: number): KnownUser {
  const known = directory.user(userId);
  if (!known) throw new AppError('not_signed_in');
  return known;
}

/** @throws AppError `forbidden` for everybody but the owner and admins */
export function requireAdmin(context: ServiceContext, userId: number): void {
  requireUser(context, userId);
  if (!isAdmin(context, userId)) throw new AppError('forbidden');
}

/** Whether somebody may look after the host: its owner and admins. */
export function isAdmin({ directory }: ServiceContext, userId: number): boolean {
  const role = directory.user(userId)?.user.role;
  return role === 'owner' || role === 'admin';
}

/** Whether somebody looks after a room: its maker, and the host's owner and admins. */
export function isRoomKeeper(
  context: ServiceContext,
  { createdById }: Pick<RoomFacts, 'createdById'>,
  userId: number,
): boolean {
  return createdById === String(userId) || isAdmin(context, userId);
}

/** Tells the host of a session that has just been stored, and its owner who they are. */
export function completeSignIn(
  context: ServiceContext,
  result: AccountResult,
  token: string,
  origin: Origin,
): SignedIn {
  context.directory.noteAccount(result.user);
  const { id, user_id, token_hash, expires_at } = result.session;
  context.bus.publish('sessionOpened', { id, userId: user_id, tokenHash: token_hash, expiresAt: expires_at });
  context.bus.publish('cameIn', { userId: user_id, address: origin.address });
  if (result.endedSessionIds.length > 0) {
    context.bus.publish('sessionsEnded', {
      sessionIds: result.endedSessionIds,
      reason: 'signed_in_elsewhere',
    });
  }
  return { user: toMe(requireUser(context, user_id)), token };
}
