import { AppError } from '../protocol/errors.ts';
import type { SignedIn } from '../protocol/http.ts';
import { joinHost } from './join-host.ts';
import type { Origin, ServiceContext } from './service-context.ts';
import { signIn } from './sign-in.ts';
import { updateAccount } from './update-account.ts';

export interface SignInOrJoin {
  username: string;
  password: string;
  avatarId: string;
}

/**
 * One door for newcomers and for people who come back: a name that is known signs in, any other makes an
 * account, as far as the host takes new people. The avatar given is the one they have from then on.
 *
 * @param heldToken the token that came with the request, if any
 * @throws AppError `wrong_credentials`, also for a name that has no password; `joining_closed`, `joining_paused`, `wrong_pin`
 */
export async function signInOrJoin(
  context: ServiceContext,
  { username, password, avatarId }: SignInOrJoin,
  origin: Origin,
  heldToken: string | null,
): Promise<SignedIn> {
  if (!context.directory.userByName(username)) {
    try {
      return await joinHost(context, { username, password, avatarId }, origin);
    } catch (error) {
      // A form sent twice: the first of the two has just made the account.
      if (!(error instanceof AppError) || error.code !== 'username_taken') throw error;
    }
  }
  const signedIn = await signIn(context, { username, password }, origin, heldToken);
  const { id, avatarId: known } = signedIn.user;
  if (avatarId === known) return signedIn;
  const user = await updateAccount(context, Number(id), NO_SESSION, { avatarId });
  return { ...signedIn, user };
}

/** Only a change of password needs to know which session asked for it. */
const NO_SESSION = 0;
