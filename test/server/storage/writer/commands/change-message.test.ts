import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../../server/protocol/limits.ts';
import { Statements } from '../../../../../server/storage/connection.ts';
import { findMessage } from '../../../../../server/storage/readers/queries/history.ts';
import { createRoom, scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.ts';

function stored(scratch: ScratchDatabase, messageId: number) {
  return findMessage(new Statements(scratch.db), { messageId });
}

function makeAdmin(scratch: ScratchDatabase, userId: number): void {
  scratch.db.prepare("UPDATE users SET role = 'admin' WHERE id = ?").run(userId);
}

describe('editMessage', () => {
  it('replaces the text and tells the room', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    const messageId = scratch.post(bo, 1, 'helo');
    scratch.run('editMessage', { userId: bo, messageId, text: 'hello' });
    expect(stored(scratch, messageId)).toMatchObject({
      text: 'hello',
      seq: messageId,
      editedAt: expect.any(String),
    });
    expect(scratch.events.at(-1)).toMatchObject({ kind: 'message.edited', audience: { to: 'everyone' } });
  });

  it('says nothing when nothing changed', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    const messageId = scratch.post(bo, 1, 'hello');
    const before = scratch.events.length;
    scratch.run('editMessage', { userId: bo, messageId, text: 'hello' });
    expect(scratch.events).toHaveLength(before);
    expect(stored(scratch, messageId)).not.toHaveProperty('editedAt');
  });

  it('is for the sender alone, whatever another person is', async () => {
    const scratch = await scratchDatabase();
    const [bo, ann] = [scratch.person('Bo'), scratch.person('Ann')];
    makeAdmin(scratch, ann);
    const messageId = scratch.post(bo, 1, 'hello');
    expect(() => scratch.run('editMessage', { userId: ann, messageId, text: 'I agree with Ann' })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });
});

describe('deleteMessage', () => {
  it('leaves a tombstone without text, reactions or anything of them in the event log', async () => {
    const scratch = await scratchDatabase();
    const [bo, ann] = [scratch.person('Bo'), scratch.person('Ann')];
    const messageId = scratch.post(bo, 1, 'a first regret');
    const other = scratch.post(bo, 1, 'stays');
    scratch.run('editMessage', { userId: bo, messageId, text: 'a second regret' });
    scratch.run('reactToMessage', { userId: ann, messageId, emoji: '👍', on: true });
    scratch.run('deleteMessage', { userId: bo, messageId });

    const tombstone = stored(scratch, messageId);
    expect(tombstone).toMatchObject({ id: String(messageId), seq: messageId, text: '', reactions: [] });
    expect(tombstone?.deletedAt).toBeDefined();
    const log = scratch.db.prepare<unknown[], string>('SELECT body FROM events ORDER BY seq').pluck().all();
    expect(log.join('\n')).not.toContain('regret');
    expect(log.join('\n')).toContain('stays');
    // Still the same events with the same numbers: nobody's place in the log moves.
    expect(log.map((json) => (JSON.parse(json) as { seq: number; kind: string }).kind)).toEqual([
      'user.created',
      'user.created',
      'message.created',
      'message.created',
      'message.edited',
      'message.reacted',
      'message.deleted',
    ]);
    expect(JSON.parse(log[2] ?? '')).toEqual({
      seq: messageId,
      kind: 'message.created',
      roomId: '1',
      message: tombstone,
    });
    expect(stored(scratch, other)?.text).toBe('stays');
  });

  it.each([
    ['the owner', "UPDATE users SET role = 'owner' WHERE id = ?", true],
    ['an admin', "UPDATE users SET role = 'admin' WHERE id = ?", true],
    ['a member', "UPDATE users SET role = 'member' WHERE id = ?", false],
  ])('lets %s delete another’s message or not, by role', async (_title, sql, mayDelete) => {
    const scratch = await scratchDatabase();
    const [bo, ann] = [scratch.person('Bo'), scratch.person('Ann')];
    scratch.db.prepare(sql).run(ann);
    const messageId = scratch.post(bo, 1, 'hello');
    const remove = () => scratch.run('deleteMessage', { userId: ann, messageId });
    if (mayDelete) remove();
    else expect(remove).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(stored(scratch, messageId)?.text).toBe(mayDelete ? '' : 'hello');
  });
});

describe('reactToMessage', () => {
  it('adds and takes back, and tells only of changes', async () => {
    const scratch = await scratchDatabase();
    const [bo, ann] = [scratch.person('Bo'), scratch.person('Ann')];
    const messageId = scratch.post(bo, 1, 'hello');
    const react = (userId: number, emoji: string, on: boolean) =>
      scratch.run('reactToMessage', { userId, messageId, emoji, on });
    react(ann, '❤️', true);
    react(bo, '👍', true);
    react(bo, '❤️', true);
    const before = scratch.events.length;
    react(bo, '❤️', true);
    react(ann, '🎉', false);
    expect(scratch.events).toHaveLength(before);
    expect(stored(scratch, messageId)?.reactions).toEqual([
      { emoji: '❤️', userIds: [String(ann), String(bo)] },
      { emoji: '👍', userIds: [String(bo)] },
    ]);
    react(ann, '❤️', false);
    react(bo, '❤️', false);
    expect(stored(scratch, messageId)?.reactions).toEqual([{ emoji: '👍', userIds: [String(bo)] }]);
  });

  it('holds so many kinds and no more, while the ones there are stay open to all', async () => {
    const scratch = await scratchDatabase();
    const [bo, ann] = [scratch.person('Bo'), scratch.person('Ann')];
    const messageId = scratch.post(bo, 1, 'hello');
    const kinds = Array.from({ length: LIMITS.reactionsPerMessageMaxKinds }, (_, i) =>
      String.fromCodePoint(0x1f400 + i),
    );
    scratch.commit(
      ...kinds.map((emoji) => ({
        name: 'reactToMessage' as const,
        input: { userId: bo, messageId, emoji, on: true },
      })),
    );
    expect(() => scratch.run('reactToMessage', { userId: ann, messageId, emoji: '👍', on: true })).toThrow(
      expect.objectContaining({ code: 'too_many_reactions' }),
    );
    scratch.run('reactToMessage', { userId: ann, messageId, emoji: kinds[0] ?? '', on: true });
    expect(stored(scratch, messageId)?.reactions[0]?.userIds).toEqual([String(bo), String(ann)]);
  });
});

describe('a change of a message', () => {
  it.each(['editMessage', 'deleteMessage', 'reactToMessage'] as const)(
    '%s answers alike for one that never was, is gone, or is not the asker’s to see',
    async (name) => {
      const scratch = await scratchDatabase();
      const [bo, ann] = [scratch.person('Bo'), scratch.person('Ann')];
      makeAdmin(scratch, ann);
      const roomId = createRoom(scratch, bo, 'private', 'Plans');
      const hidden = scratch.post(bo, roomId, 'secret');
      const gone = scratch.post(ann, 1, 'oops');
      scratch.run('deleteMessage', { userId: ann, messageId: gone });
      for (const messageId of [999, hidden, gone]) {
        const input = { userId: ann, messageId, text: 'x', emoji: '👍', on: true };
        expect(() => scratch.run(name, input)).toThrow(
          expect.objectContaining({ code: 'message_not_found' }),
        );
      }
    },
  );

  it('is refused in an archived room', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    const messageId = scratch.post(bo, 1, 'hello');
    scratch.run('updateRoom', { roomId: 1, isArchived: true });
    expect(() => scratch.run('editMessage', { userId: bo, messageId, text: 'x' })).toThrow(
      expect.objectContaining({ code: 'room_archived' }),
    );
  });

  it('leaves none of a deleted text in the file once it is vacuumed', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    const messageId = scratch.post(bo, 1, 'a-very-secret-word');
    scratch.run('deleteMessage', { userId: bo, messageId });
    scratch.db.exec('VACUUM');
    scratch.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(fs.readFileSync(scratch.file).includes('a-very-secret-word')).toBe(false);
  });
});
