import { describe, expect, it } from 'vitest';
import { Directory } from '../../../server/services/directory.ts';
import { Statements } from '../../../server/storage/connection.ts';
import { loadState } from '../../../server/storage/readers/queries/load-state.ts';
import { createRoom, scratchDatabase, type ScratchDatabase } from '../storage/support/scratch-database.ts';

/** A directory that follows the real writer's events from the first on, and one read anew at the end. */
async function following(act: (scratch: ScratchDatabase) => void) {
  const scratch = await scratchDatabase();
  const start = scratch.events.length;
  const followed = new Directory(loadState(new Statements(scratch.db)));
  act(scratch);
  followed.apply(scratch.events.slice(start));
  const reread = new Directory(loadState(new Statements(scratch.db)));
  return { scratch, followed, reread };
}

/** Everything a directory answers, for the people and rooms there can be in these tests. */
function picture(directory: Directory) {
  const ids = Array.from({ length: 12 }, (_, i) => i + 1);
  return {
    userCount: directory.userCount,
    living: directory.livingUsers().map(({ user }) => user),
    rooms: ids.map((id) => {
      const room = directory.room(id);
      return room && { ...room.facts, memberIds: room.facts.memberIds && [...room.facts.memberIds].sort() };
    }),
    members: ids.map((roomId) => ids.filter((userId) => directory.isMember(roomId, userId))),
    visible: ids.map((userId) => directory.visibleRooms(userId).map((room) => room.id)),
    listed: ids.map((userId) => [...directory.listedRoomsOf(userId)].sort()),
  };
}

describe('the directory', () => {
  it('knows the same from events as from the database', async () => {
    const { followed, reread } = await following((scratch) => {
      const [ann, bo, cy] = [scratch.person('Ann'), scratch.person('Bo'), scratch.person('Cy')];
      const plans = createRoom(scratch, ann, 'private', 'Plans', [bo, cy]);
      const hobby = createRoom(scratch, bo, 'public', 'Hobby');
      scratch.run('openDirectRoom', { userId: ann, otherId: cy });
      scratch.run('joinRoom', { userId: cy, roomId: hobby });
      scratch.run('leaveRoom', { userId: bo, roomId: plans });
      scratch.run('leaveRoom', { userId: ann, roomId: plans });
      scratch.run('addMembers', { userId: cy, roomId: plans, memberIds: [ann] });
      scratch.run('updateRoom', { roomId: hobby, name: 'Chess', topic: 'Mate', isArchived: true });
      scratch.run('updateAccount', { userId: bo, sessionId: 2, username: 'Bob', avatarId: '9' });
      scratch.run('endSession', { sessionId: 3 });
      scratch.post(ann, 1, 'hello');
      scratch.run('renameServer', { name: 'Elsewhere' });
    });
    expect(picture(followed)).toEqual(picture(reread));
    expect(followed.userCount).toBe(2);
  });

  it('finds living people by any spelling of their name', async () => {
    const { followed } = await following((scratch) => {
      scratch.person('Zoë');
      scratch.person('Gone');
      scratch.run('endSession', { sessionId: 2 });
      scratch.run('updateAccount', { userId: 1, sessionId: 1, username: 'Zoé' });
    });
    expect(followed.userByName(' ZOE\u0301 ')?.user.username).toBe('Zoé');
    expect(followed.userByName('Zoë')).toBeUndefined();
    expect(followed.userByName('Gone')).toBeUndefined();
    expect(followed.user(2)).toBeUndefined();
  });

  it('gives a freed name to the one who takes it next', async () => {
    const { followed, reread } = await following((scratch) => {
      scratch.person('Bo');
      scratch.run('endSession', { sessionId: 1 });
      scratch.run('createAccount', {
        username: 'bo',
        passwordHash: null,
        role: 'guest',
        avatarId: '1',
        session: { tokenHash: 'new', expiresAt: 1, address: '', userAgent: '' },
      });
    });
    for (const directory of [followed, reread]) {
      expect(directory.userByName('BO')?.id).toBe(2);
      expect(directory.userCount).toBe(1);
    }
  });

  it('lets everybody read public rooms, and only members the others', async () => {
    const { followed } = await following((scratch) => {
      const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
      createRoom(scratch, ann, 'private', 'Plans');
      createRoom(scratch, ann, 'public', 'Hobby');
      scratch.run('openDirectRoom', { userId: ann, otherId: bo });
      scratch.person('Cy');
    });
    const [plans, hobby, direct] = [7, 8, 9];
    const readers = (roomId: number) => [1, 2, 3].filter((userId) => followed.mayRead(roomId, userId));
    expect([plans, hobby, direct, 1, 99].map(readers)).toEqual([[1], [1, 2, 3], [1, 2], [1, 2, 3], []]);
    expect(followed.membersOf(1)).toBeNull();
    expect(followed.membersOf(99)).toEqual(new Set());
  });

  it('knows whether there is an owner', async () => {
    const { followed } = await following((scratch) => {
      scratch.run('createOwner', {
        username: 'Olive',
        passwordHash: 'h',
        role: 'owner',
        avatarId: '1',
        session: { tokenHash: 'h', expiresAt: 1, address: '', userAgent: '' },
      });
    });
    expect(followed.hasOwner).toBe(true);
    expect((await following(() => undefined)).followed.hasOwner).toBe(false);
  });

  it('learns of passwords from accounts as they are stored', async () => {
    const { scratch, followed } = await following((database) => void database.person('Bo'));
    expect(followed.user(1)?.hasPassword).toBe(false);
    const { user } = scratch.run('updateAccount', { userId: 1, sessionId: 1, passwordHash: 'h' });
    followed.noteAccount(user);
    followed.apply(scratch.events.slice(-1));
    expect(followed.user(1)).toMatchObject({ hasPassword: true, user: { role: 'member' } });
  });
});
