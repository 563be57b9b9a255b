import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../protocol/errors.ts';
import type { SetupRequest, SignedIn } from '../protocol/http.ts';
import { avatarFor, completeSignIn } from './accounts.ts';
import type { Origin, ServiceContext } from './service-context.ts';
import { newSession } from './session-token.ts';
import { renameServer } from './update-settings.ts';

/**
 * Makes the owner by the one-time link, and names the network.
 *
 * @throws AppError `already_set_up`, `wrong_setup_token`
 */
export async function setUpHost(
  context: ServiceContext,
  request: SetupRequest,
  origin: Origin,
): Promise<SignedIn> {
  if (context.directory.hasOwner) throw new AppError('already_set_up');
  if (!isSame(request.token, context.setupToken)) throw new AppError('wrong_setup_token');
  const passwordHash = await context.passwords.hash(request.password);
  const { token, session } = newSession(context, origin);
  const result = await context.writer.submit('createOwner', {
    username: request.username,
    passwordHash,
    role: 'owner',
    avatarId: request.avatarId ?? avatarFor(request.username),
    session,
  });
  if (request.serverName !== undefined) await renameServer(context, request.serverName);
  return completeSignIn(context, result, token, origin);
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
