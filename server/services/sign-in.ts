import { AppError } from '../protocol/errors.ts';
import type { SignedIn, SignInRequest } from '../protocol/http.ts';
import { completeSignIn, requireUser, toMe } from './accounts.ts';
import type { Origin, ServiceContext } from './service-context.ts';
import { hashToken, newSession } from './session-token.ts';

/**
 * Signs in with name and password. Where the host allows one session per account, the older ones end; a
 * browser that is signed in to this account already just keeps its session, and so do its other tabs.
 *
 * @param heldToken the token that came with the request, if any
 * @throws AppError `wrong_credentials`, the same for an unknown name, a name without password and a wrong one
 */
export async function signIn(
  context: ServiceContext,
  request: SignInRequest,
  origin: Origin,
  heldToken: string | null,
): Promise<SignedIn> {
  const known = context.directory.userByName(request.username);
  const stored = known ? await context.readers.query('passwordHash', { userId: known.id }) : null;
  const isRight = await context.passwords.verify(request.password, stored);
  if (!known || !isRight) throw new AppError('wrong_credentials');
  if (heldToken !== null && context.sessionUserId(hashToken(context.serverId, heldToken)) === known.id) {
    return { user: toMe(requireUser(context, known.id)), token: heldToken };
  }
  const { token, session } = newSession(context, origin);
  const result = await context.writer.submit('openSession', {
    userId: known.id,
    session,
    endsOthers: context.settings.get().oneSessionPerAccount,
  });
  return completeSignIn(context, result, token, origin);
}
