import { AppError } from '../protocol/errors.ts';
import type { UpdateMeRequest } from '../protocol/http.ts';
import type { Me } from '../protocol/user.ts';
import { requireUser, toMe } from './accounts.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Changes one's own name, avatar or password. Changing a password asks for the current one and ends all
 * other sessions of the account; a first password asks for nothing.
 *
 * @throws AppError `wrong_credentials`, `username_taken`
 */
export async function updateAccount(
  context: ServiceContext,
  userId: number,
  sessionId: number,
  request: UpdateMeRequest,
): Promise<Me> {
  const { username, avatarId, password, currentPassword } = request;
  const known = requireUser(context, userId);
  if (password !== undefined && known.hasPassword) {
    const stored = await context.readers.query('passwordHash', { userId });
    if (!(await context.passwords.verify(currentPassword ?? '', stored)))
      throw new AppError('wrong_credentials');
  }
  const passwordHash = password === undefined ? undefined : await context.passwords.hash(password);
  const { user, endedSessionIds } = await context.writer.submit('updateAccount', {
    userId,
    sessionId,
    ...(username !== undefined && { username }),
    ...(avatarId !== undefined && { avatarId }),
    ...(passwordHash !== undefined && { passwordHash }),
  });
  context.directory.noteAccount(user);
  if (endedSessionIds.length > 0) {
    context.bus.publish('sessionsEnded', { sessionIds: endedSessionIds, reason: 'password_changed' });
  }
  return toMe(requireUser(context, userId));
}
