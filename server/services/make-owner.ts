import type { User } from '../protocol/user.ts';
import { avatarFor, requireUser } from './accounts.ts';
import type { ServiceContext } from './service-context.ts';
import { renameServer } from './update-settings.ts';

export interface MakeOwner {
  username: string;
  serverName: string;
}

/**
 * Makes the owner at the host itself, where nobody else can ask, and names the network. They have no password until
 * they set one: until then the host's own windows are their only way in.
 *
 * @throws AppError `already_set_up`
 */
export async function makeOwner(context: ServiceContext, { username, serverName }: MakeOwner): Promise<User> {
  const { user } = await context.writer.submit('createOwnerAtHost', {
    username,
    avatarId: avatarFor(username),
  });
  context.directory.noteAccount(user);
  await renameServer(context, serverName);
  return requireUser(context, user.id).user;
}
