import { AppError } from '../protocol/errors.ts';
import type { JoinRequest, SignedIn } from '../protocol/http.ts';
import { avatarFor, completeSignIn } from './accounts.ts';
import type { Origin, ServiceContext } from './service-context.ts';
import { newSession } from './session-token.ts';

/**
 * Makes an account for a newcomer: a guest with a name alone, a member with a password.
 *
 * @throws AppError `joining_closed`, `joining_paused`, `wrong_pin`, `password_required`, `username_taken`
 */
export async function joinHost(
  context: ServiceContext,
  request: JoinRequest,
  origin: Origin,
): Promise<SignedIn> {
  const { joinPolicy, isJoiningPaused, pin } = context.settings.get();
  if (joinPolicy === 'closed') throw new AppError('joining_closed');
  if (isJoiningPaused) throw new AppError('joining_paused');
  if (pin !== null && request.pin !== pin) throw new AppError('wrong_pin');
  if (joinPolicy === 'password' && request.password === undefined) throw new AppError('password_required');
  // Asked before hashing too: a taken name should not cost the pool a hash.
  if (context.directory.userByName(request.username)) throw new AppError('username_taken');
  const passwordHash = request.password === undefined ? null : await context.passwords.hash(request.password);
  const { token, session } = newSession(context, origin);
  const result = await context.writer.submit('createAccount', {
    username: request.username,
    passwordHash,
    role: passwordHash === null ? 'guest' : 'member',
    avatarId: request.avatarId ?? avatarFor(request.username),
    session,
  });
  return completeSignIn(context, result, token, origin);
}
