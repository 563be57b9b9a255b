import type { User } from '../../../server/protocol/user.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Those who are here, then the others, each by name; narrowed to names that hold `wanted`. */
export function sortPeople(
  people: Iterable<User>,
  onlineIds: ReadonlySet<string>,
  wanted = '',
): { online: User[]; offline: User[] } {
  const part = wanted.trim().toLocaleLowerCase();
  const online: User[] = [];
  const offline: User[] = [];
  for (const user of people) {
    if (!user.username.toLocaleLowerCase().includes(part)) continue;
    (onlineIds.has(user.id) ? online : offline).push(user);
  }
  const byName = (a: User, b: User) => collator.compare(a.username, b.username);
  return { online: online.sort(byName), offline: offline.sort(byName) };
}
