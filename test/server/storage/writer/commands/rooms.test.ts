import { describe, expect, it } from 'vitest';
import { createRoom, scratchDatabase } from '../../support/scratch-database.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('rooms', () => {
  it('have unique names among public ones that are not archived, whatever the case', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    expect(() => createRoom(scratch, bo, 'public', 'KITCHEN TABLE')).toThrow(refusal('room_name_taken'));
    const first = createRoom(scratch, bo, 'public', 'Über uns');
    expect(() => createRoom(scratch, bo, 'public', 'über UNS')).toThrow(refusal('room_name_taken'));
    createRoom(scratch, bo, 'private', 'Über uns');
    createRoom(scratch, bo, 'private', 'Über uns');
    scratch.run('updateRoom', { roomId: first, isArchived: true });
    createRoom(scratch, bo, 'public', 'Über uns');
    expect(() => scratch.run('updateRoom', { roomId: first, isArchived: false })).toThrow(
      refusal('room_name_taken'),
    );
    scratch.run('updateRoom', { roomId: first, isArchived: false, name: 'Früher' });
  });

  it('may be renamed to another spelling of their own name', async () => {
    const scratch = await scratchDatabase();
    scratch.run('updateRoom', { roomId: 2, name: 'Kitchen TABLE' });
    expect(scratch.context.room(2)?.name).toBe('Kitchen TABLE');
  });

  it('tell only of real changes', async () => {
    const scratch = await scratchDatabase();
    scratch.run('updateRoom', { roomId: 2, name: 'Kitchen Table', isArchived: false });
    scratch.run('updateRoom', { roomId: 2 });
    expect(scratch.events).toEqual([]);
  });

  it('for two are one, whoever opens it and however often', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const first = scratch.run('openDirectRoom', { userId: bo, otherId: ann });
    expect(first.isNew).toBe(true);
    expect(scratch.run('openDirectRoom', { userId: ann, otherId: bo })).toEqual({ ...first, isNew: false });
    expect(scratch.run('openDirectRoom', { userId: bo, otherId: ann })).toEqual({ ...first, isNew: false });
    expect(() => scratch.run('openDirectRoom', { userId: bo, otherId: bo })).toThrow(
      refusal('user_not_found'),
    );
    expect(() => scratch.run('openDirectRoom', { userId: bo, otherId: 99 })).toThrow(
      refusal('user_not_found'),
    );
  });

  it('take each member once, however often they are named', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const roomId = createRoom(scratch, ann, 'private', 'Plans', [bo, ann, bo]);
    expect(scratch.context.memberIds(roomId)).toEqual([ann, bo]);
    const before = scratch.events.length;
    scratch.run('addMembers', { userId: ann, roomId, memberIds: [bo, bo] });
    scratch.run('joinRoom', { userId: bo, roomId });
    expect(scratch.events).toHaveLength(before);
  });

  it('of a person who left can be joined again only where they are public', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const open = createRoom(scratch, ann, 'public', 'Hobby', [bo]);
    const closed = createRoom(scratch, ann, 'private', 'Plans', [bo]);
    for (const roomId of [open, closed]) scratch.run('leaveRoom', { userId: bo, roomId });
    scratch.run('joinRoom', { userId: bo, roomId: open });
    expect(() => scratch.run('joinRoom', { userId: bo, roomId: closed })).toThrow(refusal('room_not_found'));
  });

  it.each([
    ['a default room', 1, 'default_room'],
    ['a room that is not there', 99, 'room_not_found'],
  ])('can’t be left: %s', async (_title, roomId, code) => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    expect(() => scratch.run('leaveRoom', { userId: bo, roomId })).toThrow(refusal(code));
  });

  it('that are archived take no messages and no members', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const roomId = createRoom(scratch, ann, 'public', 'Hobby');
    scratch.run('updateRoom', { roomId, isArchived: true });
    expect(() => scratch.post(ann, roomId, 'late')).toThrow(refusal('room_archived'));
    expect(() => scratch.run('joinRoom', { userId: bo, roomId })).toThrow(refusal('room_archived'));
    expect(() => scratch.run('addMembers', { userId: ann, roomId, memberIds: [bo] })).toThrow(
      refusal('room_archived'),
    );
    scratch.run('leaveRoom', { userId: ann, roomId });
  });
});

describe('postMessage', () => {
  it.each([
    ['a message in another room', 2, 'message_not_found'],
    ['a message that is not there', null, 'message_not_found'],
  ])('refuses a reply to %s', async (_title, roomOfOriginal, code) => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    const replyToId = roomOfOriginal === null ? 999 : scratch.post(bo, roomOfOriginal, 'original');
    expect(() =>
      scratch.run('postMessage', {
        senderId: bo,
        roomId: 1,
        clientMessageId: 'r',
        text: 'reply',
        replyToId,
        fileIds: [],
      }),
    ).toThrow(refusal(code));
  });

  it('tells rooms apart for a stranger only where they are public', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const open = createRoom(scratch, ann, 'public', 'Hobby');
    const closed = createRoom(scratch, ann, 'private', 'Plans');
    expect(() => scratch.post(bo, open, 'hi')).toThrow(refusal('not_a_member'));
    expect(() => scratch.post(bo, closed, 'hi')).toThrow(refusal('room_not_found'));
    expect(() => scratch.post(bo, 999, 'hi')).toThrow(refusal('room_not_found'));
  });

  it('refuses a person who has gone', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    scratch.run('endSession', { sessionId: 1 });
    expect(() => scratch.post(bo, 1, 'ghost')).toThrow(refusal('not_signed_in'));
  });
});
