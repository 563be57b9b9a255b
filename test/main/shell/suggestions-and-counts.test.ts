import { expect, it } from 'vitest';
import { suggestedUserName } from '../../../main/shell/platform.ts';
import { peopleElsewhere } from '../../../main/quit/people-here.ts';
import type { HostState } from '../../../server/protocol/admin.ts';

it.each([
  ['olive', 'Olive'],
  ['Ben', 'Ben'],
  ['root', ''],
  ['Administrator', ''],
])('suggests for %s: %j', (username, suggestion) => {
  expect(suggestedUserName(() => ({ username }))).toBe(suggestion);
});

it('suggests nothing where the system has no entry for the user', () => {
  const unknown = (): never => {
    throw new Error('ENOENT');
  };
  expect(suggestedUserName(unknown)).toBe('');
});

it.each([
  [{ online: 1, connectionsElsewhere: 0 }, 0],
  [{ online: 3, connectionsElsewhere: 2 }, 2],
  [{ online: 1, connectionsElsewhere: 4 }, 1],
  [{ online: 0, connectionsElsewhere: 1 }, 1],
])('counts the people that quitting would cut off: %j is %s', (people, count) => {
  expect(peopleElsewhere({ people } as unknown as HostState)).toBe(count);
});

it('counts nobody before the host has listened', () => {
  expect(peopleElsewhere(null)).toBe(0);
});
