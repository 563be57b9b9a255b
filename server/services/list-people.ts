import type { Person } from '../protocol/user.ts';
import type { ServiceContext } from './service-context.ts';

/** Everybody with an account here, and whether they are connected. */
export function listPeople({ directory, online }: ServiceContext): Person[] {
  return directory.livingUsers().map(({ id, user }) => ({ ...user, isOnline: online.isOnline(id) }));
}
