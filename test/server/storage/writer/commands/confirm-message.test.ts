import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../../../server/protocol/event.ts';
import { Statements } from '../../../../../server/storage/connection.ts';
import { confirmations } from '../../../../../server/storage/readers/queries/confirmations.ts';
import { findMessage } from '../../../../../server/storage/readers/queries/history.ts';
import { roomCounts } from '../../../../../server/storage/readers/queries/room-counts.ts';
import { reminderWait } from '../../../../../server/storage/writer/commands/confirm-message.ts';
import { scratchDatabase } from '../../support/scratch-database.ts';

/** Ann's private room with Bo and Cy in it. */
async function house() {
  const scratch = await scratchDatabase();
  const [ann, bo, cy] = ['Ann', 'Bo', 'Cy'].map((name) => scratch.person(name)) as [number, number, number];
  const { roomId } = scratch.run('createRoom', {
    userId: ann,
    kind: 'private',
    name: 'House',
    topic: '',
    isDefault: false,
    memberIds: [bo, cy],
  });
  const ask = (senderId: number, inRoom = roomId, clientMessageId = 'ask') =>
    scratch.run('postMessage', {
      senderId,
      roomId: inRoom,
      clientMessageId,
      text: 'The water is off until noon.',
      replyToId: null,
      fileIds: [],
      asksConfirmation: true,
    }).messageId;
  const statements = new Statements(scratch.db);
  const toConfirm = (userId: number, inRoom = roomId) =>
    roomCounts(statements, { userId, roomIds: [inRoom], now: Date.UTC(2026, 0, 1) }).counts[0]?.toConfirmIds;
  return { scratch, statements, ann, bo, cy, roomId, ask, toConfirm };
}

const refusal = (code: string) => expect.objectContaining({ code }) as Error;

describe('a message that asks for confirmation', () => {
  it('says so to everybody, and waits for those who were there', async () => {
    const { scratch, statements, ann, bo, cy, ask, toConfirm } = await house();
    const messageId = ask(ann);
    const event = JSON.parse(scratch.events.at(-1)!.json) as LogEvent;
    expect(event).toMatchObject({ message: { confirmation: { askedCount: 2, confirmedCount: 0 } } });
    expect([ann, bo, cy].map((id) => toConfirm(id))).toEqual([[], [messageId], [messageId]]);
    expect(findMessage(statements, { messageId, readerId: bo })?.confirmation).toEqual({
      askedCount: 2,
      confirmedCount: 0,
      isConfirmed: false,
    });
  });

  it('is counted up by each person once, in events of a few words', async () => {
    const { scratch, statements, ann, bo, ask, toConfirm } = await house();
    const messageId = ask(ann);
    const count = scratch.events.length;
    scratch.run('confirmMessage', { userId: bo, messageId });
    scratch.run('confirmMessage', { userId: bo, messageId });
    const events = scratch.events.slice(count);
    expect(events).toHaveLength(1);
    expect(JSON.parse(events[0]!.json)).toEqual({
      seq: events[0]!.seq,
      kind: 'message.confirmed',
      roomId: expect.any(String) as unknown,
      messageId: String(messageId),
      userId: String(bo),
      confirmedCount: 1,
    });
    expect(toConfirm(bo)).toEqual([]);
    expect(findMessage(statements, { messageId, readerId: bo })?.confirmation).toEqual({
      askedCount: 2,
      confirmedCount: 1,
      isConfirmed: true,
    });
  });

  it('lists who has not, and apart from them who came later', async () => {
    const { scratch, statements, ann, bo, cy, roomId, ask, toConfirm } = await house();
    const messageId = ask(ann);
    const dot = scratch.person('Dot');
    const eve = scratch.person('Eve');
    scratch.run('addMembers', { userId: ann, roomId, memberIds: [dot, eve] });
    expect(toConfirm(dot)).toEqual([]);
    scratch.run('confirmMessage', { userId: cy, messageId });
    scratch.run('confirmMessage', { userId: dot, messageId });
    const found = confirmations(statements, { messageId });
    expect(found?.confirmed.map(({ userId }) => userId)).toEqual([cy, dot]);
    expect(found).toMatchObject({ senderId: ann, missing: [bo], later: [eve] });
    // Dot was not asked, so she is none of the two.
    expect(findMessage(statements, { messageId })?.confirmation).toEqual({
      askedCount: 2,
      confirmedCount: 1,
    });
    scratch.run('leaveRoom', { userId: bo, roomId });
    expect(confirmations(statements, { messageId })?.missing).toEqual([]);
  });

  it('goes by everybody’s own arrival where everybody is in the room', async () => {
    const { scratch, statements, ann, ask, toConfirm } = await house();
    scratch.db.prepare("UPDATE users SET role = 'owner' WHERE id = ?").run(ann);
    scratch.context.forgetRows();
    const messageId = ask(ann, 1);
    const late = scratch.person('Late');
    expect(findMessage(statements, { messageId })?.confirmation?.askedCount).toBe(2);
    expect(confirmations(statements, { messageId })?.later).toEqual([late]);
    expect(toConfirm(late, 1)).toEqual([]);
  });

  it('is for those who look after a public room, and for anybody in private and direct ones', async () => {
    const { scratch, ann, bo, ask } = await house();
    expect(() => ask(bo, 1, 'public')).toThrow(refusal('forbidden'));
    ask(bo, undefined, 'private');
    const { roomId } = scratch.run('openDirectRoom', { userId: ann, otherId: bo });
    ask(bo, roomId, 'direct');
  });

  it('is not confirmed by its sender, nor by strangers, nor where it asks for nothing', async () => {
    const { scratch, ann, bo, roomId, ask } = await house();
    const messageId = ask(ann);
    const plain = scratch.post(ann, roomId, 'just words');
    const stranger = scratch.person('Stranger');
    const confirm = (userId: number, id: number) => () =>
      scratch.run('confirmMessage', { userId, messageId: id });
    expect(confirm(ann, messageId)).toThrow(refusal('forbidden'));
    expect(confirm(stranger, messageId)).toThrow(refusal('message_not_found'));
    expect(confirm(bo, plain)).toThrow(refusal('message_not_found'));
  });

  it('waits for nobody any more once it is deleted', async () => {
    const { scratch, statements, ann, bo, ask, toConfirm } = await house();
    const messageId = ask(ann);
    scratch.run('confirmMessage', { userId: bo, messageId });
    scratch.run('deleteMessage', { userId: ann, messageId });
    expect(findMessage(statements, { messageId })).not.toHaveProperty('confirmation');
    expect(toConfirm(bo)).toEqual([]);
    expect(confirmations(statements, { messageId })).toBeNull();
    expect(() => scratch.run('confirmMessage', { userId: bo, messageId })).toThrow(
      refusal('message_not_found'),
    );
  });

  it('reminds with one event, by those who may, and not again for a while', async () => {
    const { scratch, ann, bo, ask } = await house();
    const messageId = ask(ann);
    const count = scratch.events.length;
    expect(() => scratch.run('remindOfMessage', { userId: bo, messageId })).toThrow(refusal('forbidden'));
    scratch.run('remindOfMessage', { userId: ann, messageId });
    expect(() => scratch.run('remindOfMessage', { userId: ann, messageId })).toThrow(
      expect.objectContaining({ code: 'reminded_recently', details: { retryAfterSeconds: 299 } }) as Error,
    );
    expect(scratch.events.slice(count).map(({ kind }) => kind)).toEqual(['message.reminded']);
    expect(reminderWait(0, 300_000)).toBe(0);
    // The clock was set back.
    expect(reminderWait(10_000, 9_000)).toBe(0);
  });
});
