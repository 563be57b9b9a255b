import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../../../server/protocol/event.ts';
import { slowModeWait } from '../../../../../server/storage/writer/commands/room-modes.ts';
import { command, scratchDatabase } from '../../support/scratch-database.ts';

/** Ann made a room and Bo is in it. Each group of commands stands a second after the one before. */
async function roomOfTwo() {
  const scratch = await scratchDatabase();
  const ann = scratch.person('Ann');
  const bo = scratch.person('Bo');
  const { roomId } = scratch.run('createRoom', {
    userId: ann,
    kind: 'public',
    name: 'Stage',
    topic: '',
    isDefault: false,
    memberIds: [bo],
  });
  return { scratch, ann, bo, roomId };
}
const post = (senderId: number, roomId: number, clientMessageId: string) =>
  command('postMessage', { senderId, roomId, clientMessageId, text: 'x', replyToId: null, fileIds: [] });

describe('a room that only announces', () => {
  it('takes messages from those who look after it alone, and reactions and edits from everybody', async () => {
    const { scratch, ann, bo, roomId } = await roomOfTwo();
    const before = scratch.post(bo, roomId, 'from before');
    scratch.run('updateRoom', { roomId, isAnnounceOnly: true });
    expect(() => scratch.post(bo, roomId, 'me too')).toThrow(
      expect.objectContaining({ code: 'room_announce_only' }) as Error,
    );
    const id = scratch.post(ann, roomId, 'hear');
    scratch.run('reactToMessage', { userId: bo, messageId: id, emoji: '👍', on: true });
    scratch.run('editMessage', { userId: bo, messageId: before, text: 'better' });
  });

  it('tells everybody of the change, once', async () => {
    const { scratch, roomId } = await roomOfTwo();
    const count = scratch.events.length;
    scratch.run('updateRoom', { roomId, isAnnounceOnly: true, slowModeSeconds: 30 });
    scratch.run('updateRoom', { roomId, isAnnounceOnly: true, slowModeSeconds: 30 });
    const events = scratch.events.slice(count).map(({ json }) => JSON.parse(json) as LogEvent);
    expect(events).toEqual([
      expect.objectContaining({
        kind: 'room.updated',
        room: expect.objectContaining({ isAnnounceOnly: true, slowModeSeconds: 30 }) as unknown,
      }),
    ]);
  });

  it('is judged in the order of the commits: who came first was still allowed', async () => {
    const { scratch, bo, roomId } = await roomOfTwo();
    const answers = scratch.commit(
      post(bo, roomId, 'b1'),
      command('updateRoom', { roomId, isAnnounceOnly: true }),
      post(bo, roomId, 'b2'),
    );
    expect(answers.map((answer) => 'failure' in answer && answer.failure)).toEqual([
      false,
      false,
      { kind: 'refused', code: 'room_announce_only' },
    ]);
  });
});

describe('a room in slow mode', () => {
  it('takes one message in its time from each, however many arrive together', async () => {
    const { scratch, ann, bo, roomId } = await roomOfTwo();
    scratch.run('updateRoom', { roomId, slowModeSeconds: 5 });
    const answers = scratch.commit(
      post(bo, roomId, 'b1'),
      post(bo, roomId, 'b2'),
      post(ann, roomId, 'a1'),
      post(ann, roomId, 'a2'),
    );
    expect(answers.map((answer) => 'failure' in answer && answer.failure)).toEqual([
      false,
      { kind: 'refused', code: 'slow_mode', details: { retryAfterSeconds: 5 } },
      false,
      false,
    ]);
  });

  it('lets a repeat through as the repeat it is, and a refused one after its wait', async () => {
    const { scratch, bo, roomId } = await roomOfTwo();
    scratch.run('updateRoom', { roomId, slowModeSeconds: 5 });
    scratch.commit(post(bo, roomId, 'b1'));
    const [repeat, tooSoon] = scratch.commit(post(bo, roomId, 'b1'), post(bo, roomId, 'b2'));
    expect(repeat).toMatchObject({ value: { isRepeat: true } });
    expect(tooSoon).toMatchObject({ failure: { details: { retryAfterSeconds: 4 } } });
    for (let second = 0; second < 3; second++) scratch.commit();
    expect(scratch.commit(post(bo, roomId, 'b2'))[0]).toMatchObject({ value: { isRepeat: false } });
  });

  it('notes nothing of a message that was refused for another reason', async () => {
    const { scratch, bo, roomId } = await roomOfTwo();
    scratch.run('updateRoom', { roomId, slowModeSeconds: 900 });
    const [missing, fine] = scratch.commit(
      command('postMessage', {
        senderId: bo,
        roomId,
        clientMessageId: 'b1',
        text: 'x',
        replyToId: null,
        fileIds: [99],
      }),
      post(bo, roomId, 'b2'),
    );
    expect(missing).toMatchObject({ failure: { code: 'file_not_found' } });
    expect(fine).toMatchObject({ value: { isRepeat: false } });
  });

  it('begins anew when it is switched on again', async () => {
    const { scratch, bo, roomId } = await roomOfTwo();
    scratch.run('updateRoom', { roomId, slowModeSeconds: 900 });
    scratch.post(bo, roomId, 'one');
    scratch.run('updateRoom', { roomId, slowModeSeconds: 0 });
    scratch.run('updateRoom', { roomId, slowModeSeconds: 900 });
    scratch.post(bo, roomId, 'two');
  });

  it.each([
    ['nothing to wait for before the first message', null, 0],
    ['the whole span right after it', 100_000, 30],
    ['what is left, in whole seconds', 70_500, 1],
    ['nothing once it is over', 70_000, 0],
    ['nothing after the clock was set back', 100_001, 0],
  ])('has %s', (_what, lastPostAt, seconds) => {
    expect(slowModeWait(lastPostAt, 30, 100_000)).toBe(seconds);
  });
});
