import { describe, expect, it } from 'vitest';
import { Statements } from '../../../../../server/storage/connection.ts';
import { roomCounts } from '../../../../../server/storage/readers/queries/room-counts.ts';
import { createRoom, scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.ts';

function countsOf(scratch: ScratchDatabase, userId: number, roomId: number) {
  return roomCounts(new Statements(scratch.db), { userId, roomIds: [roomId], now: 0 }).counts[0];
}

describe('moveReadMarkers', () => {
  it('moves forward only, and never past the newest message', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const [first = 0, , last = 0] = scratch.postMany(ann, 1, 3);
    const move = (seq: number) =>
      scratch.run('moveReadMarkers', { markers: [{ userId: bo, roomId: 1, seq }] });
    expect(countsOf(scratch, bo, 1)).toMatchObject({ unreadCount: 3, lastSeq: last });
    move(first);
    expect(countsOf(scratch, bo, 1)).toMatchObject({ unreadCount: 2, lastReadSeq: first });
    move(Number.MAX_SAFE_INTEGER);
    expect(countsOf(scratch, bo, 1)).toMatchObject({ unreadCount: 0, lastReadSeq: last });
    const before = scratch.events.length;
    move(first);
    expect(countsOf(scratch, bo, 1)).toMatchObject({ unreadCount: 0, lastReadSeq: last });
    expect(scratch.events).toHaveLength(before);
  });

  it('does not go back behind the moment at which a person came', async () => {
    const scratch = await scratchDatabase();
    const ann = scratch.person('Ann');
    const [first = 0] = scratch.postMany(ann, 1, 5);
    const late = scratch.person('Late');
    expect(countsOf(scratch, late, 1)).toMatchObject({ unreadCount: 0 });
    scratch.run('moveReadMarkers', { markers: [{ userId: late, roomId: 1, seq: first }] });
    expect(countsOf(scratch, late, 1)).toMatchObject({ unreadCount: 0 });
  });

  it('does not go back behind the moment at which a person joined the room', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const roomId = createRoom(scratch, ann, 'public', 'Hobby');
    const [first = 0] = scratch.postMany(ann, roomId, 5);
    scratch.run('joinRoom', { userId: bo, roomId });
    scratch.run('moveReadMarkers', { markers: [{ userId: bo, roomId, seq: first }] });
    expect(countsOf(scratch, bo, roomId)).toMatchObject({ unreadCount: 0 });
  });

  it('goes on from its old place for a person who left and came back', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const roomId = createRoom(scratch, ann, 'public', 'Hobby', [bo]);
    const [first = 0, second = 0] = scratch.postMany(ann, roomId, 2);
    const move = (seq: number) => scratch.run('moveReadMarkers', { markers: [{ userId: bo, roomId, seq }] });
    move(first);
    scratch.run('leaveRoom', { userId: bo, roomId });
    scratch.run('joinRoom', { userId: bo, roomId });
    expect(countsOf(scratch, bo, roomId)).toMatchObject({ unreadCount: 1 });
    move(second);
    expect(countsOf(scratch, bo, roomId)).toMatchObject({ unreadCount: 0 });
  });

  it('says nothing about an empty room', async () => {
    const scratch = await scratchDatabase();
    const bo = scratch.person('Bo');
    scratch.run('moveReadMarkers', { markers: [{ userId: bo, roomId: 2, seq: 5 }] });
    expect(scratch.events.map((event) => event.kind)).toEqual(['user.created']);
  });

  it('passes over rooms that are not there or not theirs', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const roomId = createRoom(scratch, ann, 'private', 'Plans');
    const seq = scratch.post(ann, roomId, 'x');
    const before = scratch.events.length;
    scratch.run('moveReadMarkers', {
      markers: [
        { userId: bo, roomId, seq },
        { userId: bo, roomId: 999, seq },
      ],
    });
    expect(scratch.events).toHaveLength(before);
  });

  it('tells a small room who has read, and of a large one only the reader', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    const { roomId } = scratch.run('openDirectRoom', { userId: ann, otherId: bo });
    const inDirect = scratch.post(ann, roomId, 'x');
    const inPorch = scratch.post(ann, 1, 'x');
    scratch.run('moveReadMarkers', {
      markers: [
        { userId: bo, roomId, seq: inDirect },
        { userId: bo, roomId: 1, seq: inPorch },
      ],
    });
    expect(scratch.events.slice(-2).map((event) => event.audience)).toEqual([
      { to: 'room', roomId },
      { to: 'user', userId: bo },
    ]);
    expect(countsOf(scratch, ann, roomId)).toMatchObject({ otherReadSeq: inDirect });
    expect(countsOf(scratch, ann, 1)).toMatchObject({ otherReadSeq: null });
  });

  it('counts only what others wrote and did not delete', async () => {
    const scratch = await scratchDatabase();
    const [ann, bo] = [scratch.person('Ann'), scratch.person('Bo')];
    scratch.post(bo, 1, 'mine');
    const gone = scratch.post(ann, 1, 'gone');
    scratch.post(ann, 1, 'there');
    scratch.run('deleteMessage', { userId: ann, messageId: gone });
    expect(countsOf(scratch, bo, 1)).toMatchObject({ unreadCount: 1 });
  });
});
