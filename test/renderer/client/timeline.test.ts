import { beforeEach, describe, expect, it } from 'vitest';
import type { Room } from '../../../server/protocol/room.ts';
import { createBatch } from '../../../renderer/client/batch.ts';
import { OFFLINE } from '../../../renderer/client/http-call.ts';
import { createTimeline, type LiveTimeline } from '../../../renderer/client/timeline.ts';
import type { TimelineMessage } from '../../../renderer/client/types.ts';
import { ManualClock } from './support/manual-clock.ts';
import { created, message, room } from './support/samples.ts';
import { range, ScriptedHistory } from './support/scripted-history.ts';

let clock: ManualClock;
let history: ScriptedHistory;
let held: Room | undefined;
let waiting: TimelineMessage[];
let loaded: string[];
let isLive: boolean;
let timeline: LiveTimeline;

function seqs(): (number | null)[] {
  return timeline.getState().messages.map(({ seq }) => seq);
}

async function openNow(): Promise<void> {
  void timeline.open();
  await history.asked.at(-1)!.answer();
}

function look(): () => void {
  return timeline.subscribe(() => undefined);
}

beforeEach(() => {
  clock = new ManualClock();
  history = new ScriptedHistory(range(1, 120));
  held = room('10', { lastSeq: 120, lastReadSeq: 120 });
  waiting = [];
  loaded = [];
  isLive = true;
  timeline = createTimeline({
    effects: clock,
    batch: createBatch(),
    ownId: '1',
    fetchPage: history.fetchPage,
    room: () => held,
    waiting: () => waiting,
    loaded: (messages) => loaded.push(...messages.map(({ id }) => id)),
    isLive: () => isLive,
  });
});

describe('opening a timeline', () => {
  it('loads the newest page once', async () => {
    expect(timeline.getState()).toMatchObject({ isLoading: true, messages: [], hasOlder: false });
    void timeline.open();
    void timeline.open();
    expect(history.asked).toHaveLength(1);
    await history.asked[0]!.answer();
    expect(seqs()).toEqual(range(71, 120));
    expect(timeline.getState()).toMatchObject({ isLoading: false, hasOlder: true, error: null });
    await timeline.open();
    expect(history.asked).toHaveLength(1);
    expect(loaded).toHaveLength(50);
  });

  it('loses nothing that happens while the page is under way', async () => {
    void timeline.open();
    const late = message(121);
    timeline.apply(created(121));
    timeline.apply({
      seq: 122,
      kind: 'message.edited',
      roomId: '10',
      message: { ...message(120), text: 'x', editedAt: 'e' },
    });
    timeline.apply({
      seq: 123,
      kind: 'message.reacted',
      roomId: '10',
      messageId: late.id,
      emoji: '👍',
      userId: '3',
      on: true,
    });
    await history.asked[0]!.answer();
    const last = timeline.getState().messages.slice(-2);
    expect(last.map(({ text }) => text)).toEqual(['x', 'text 121']);
    expect(last[1]?.reactions).toEqual([{ emoji: '👍', userIds: ['3'] }]);
  });

  it('doubles nothing that the page contains already', async () => {
    void timeline.open();
    timeline.apply(created(120));
    await history.asked[0]!.answer();
    timeline.apply(created(119));
    expect(seqs()).toEqual(range(71, 120));
  });

  it('says why it failed and tries again when asked', async () => {
    void timeline.open();
    await history.asked[0]!.answer({ ok: false, code: 'room_not_found', message: '' });
    expect(timeline.getState()).toMatchObject({ isLoading: false, error: 'room_not_found' });
    void timeline.open();
    expect(timeline.getState()).toMatchObject({ isLoading: true, error: null });
    await history.asked[1]!.answer();
    expect(seqs()).toHaveLength(50);
  });

  it('tries again by itself while somebody looks on', async () => {
    look();
    void timeline.open();
    await history.asked[0]!.answer(OFFLINE);
    await clock.pass(3_000);
    await history.asked[1]!.answer();
    expect(timeline.getState().error).toBeNull();
    expect(seqs()).toHaveLength(50);
  });

  it('waits for the connection where there is none', async () => {
    look();
    isLive = false;
    void timeline.open();
    await history.asked[0]!.answer(OFFLINE);
    await clock.pass(60_000);
    expect(history.asked).toHaveLength(1);
    timeline.goLive();
    await history.asked[1]!.answer();
    expect(seqs()).toHaveLength(50);
  });

  it('reads a room not joined anew at each look, because no events come from there', async () => {
    held = room('10', { joined: false });
    await openNow();
    history.messages.push(message(121));
    await openNow();
    expect(seqs().at(-1)).toBe(121);
  });

  it('shows what waits in the outbox after everything else', async () => {
    waiting = [{ ...message(0), id: 'c', seq: null, delivery: { kind: 'queued' } }];
    timeline.waitingChanged();
    expect(seqs()).toEqual([null]);
    await openNow();
    timeline.apply(created(121));
    expect(seqs().slice(-2)).toEqual([121, null]);
  });
});

describe('the line "new"', () => {
  it('stands before the first message of another person after the marker, and stays there', async () => {
    history.messages[110] = message(111, { senderId: '1' });
    held = room('10', { lastSeq: 120, lastReadSeq: 110, unreadCount: 9 });
    await openNow();
    expect(timeline.getState().firstUnreadSeq).toBe(112);
    held = room('10', { lastSeq: 120, lastReadSeq: 120, unreadCount: 0 });
    timeline.apply(created(121));
    expect(timeline.getState().firstUnreadSeq).toBe(112);
    await timeline.open();
    expect(timeline.getState().firstUnreadSeq).toBeNull();
  });

  it('has lines above it in the first page', async () => {
    held = room('10', { lastSeq: 120, lastReadSeq: 40, unreadCount: 80 });
    await openNow();
    expect(history.asked[0]).toMatchObject({ limit: 100 });
    expect(timeline.getState().firstUnreadSeq).toBe(41);
  });

  it('is fixed as soon as the room is known', async () => {
    held = undefined;
    await openNow();
    expect(timeline.getState().firstUnreadSeq).toBeNull();
    held = room('10', { lastSeq: 120, lastReadSeq: 118, unreadCount: 2 });
    look();
    timeline.refresh();
    await history.asked[1]!.answer();
    expect(timeline.getState().firstUnreadSeq).toBe(119);
  });
});

describe('loading older messages', () => {
  it('puts pages before the oldest until none is left', async () => {
    await openNow();
    const newest = timeline.getState().messages.at(-1);
    void timeline.loadOlder();
    void timeline.loadOlder();
    expect(timeline.getState().isLoadingOlder).toBe(true);
    expect(history.asked).toHaveLength(2);
    await history.asked[1]!.answer();
    expect(seqs()).toEqual(range(21, 120));
    expect(timeline.getState()).toMatchObject({ isLoadingOlder: false, hasOlder: true });
    expect(timeline.getState().messages.at(-1)).toBe(newest);
    void timeline.loadOlder();
    await history.asked[2]!.answer();
    expect(seqs()).toEqual(range(1, 120));
    expect(timeline.getState().hasOlder).toBe(false);
    await timeline.loadOlder();
    expect(history.asked).toHaveLength(3);
  });

  it('loses and doubles nothing while events arrive', async () => {
    await openNow();
    void timeline.loadOlder();
    timeline.apply(created(121));
    timeline.apply({
      seq: 122,
      kind: 'message.deleted',
      roomId: '10',
      message: message(30, { text: '', deletedAt: 'd' }),
    });
    await history.asked[1]!.answer();
    expect(seqs()).toEqual(range(21, 121));
    expect(timeline.find('m30')).toMatchObject({ deletedAt: 'd' });
  });

  it('says when it failed and tries again when asked', async () => {
    await openNow();
    void timeline.loadOlder();
    await history.asked[1]!.answer(OFFLINE);
    expect(timeline.getState()).toMatchObject({ error: 'offline', isLoadingOlder: false });
    expect(seqs()).toHaveLength(50);
    void timeline.loadOlder();
    await history.asked[2]!.answer();
    expect(timeline.getState().error).toBeNull();
    expect(seqs()).toHaveLength(100);
  });

  it('throws a page away that does not join on any more', async () => {
    look();
    await openNow();
    void timeline.loadOlder();
    history.messages = range(500, 800).map((seq) => message(seq));
    timeline.refresh();
    for (let page = 2; page < history.asked.length; page++) await history.asked[page]!.answer();
    await history.asked[1]!.answer();
    expect(seqs()).toEqual(range(500, 800));
  });

  it('leaves a message out that belongs above what is held', async () => {
    await openNow();
    timeline.apply({ kind: 'message.acked', message: message(5) });
    expect(seqs()[0]).toBe(71);
  });
});

describe('refreshing after missed events', () => {
  it('takes over edits, deletions and new messages and keeps what is the same', async () => {
    look();
    await openNow();
    const unchanged = timeline.getState().messages[0];
    history.messages[99] = message(100, { text: '', deletedAt: 'd' });
    history.messages.push(message(130));
    timeline.refresh();
    expect(seqs()).toHaveLength(50);
    expect(timeline.getState().isLoading).toBe(false);
    await history.asked[1]!.answer();
    await history.asked[2]?.answer();
    expect(seqs().slice(-1)).toEqual([130]);
    expect(timeline.find('m100')).toMatchObject({ deletedAt: 'd' });
    expect(timeline.getState().messages.find(({ seq }) => seq === 71)).toBe(unchanged);
    expect(new Set(seqs()).size).toBe(seqs().length);
  });

  it('replaces everything where the gap is too large', async () => {
    look();
    await openNow();
    history.messages.push(...range(1_000, 2_999).map((seq) => message(seq)));
    timeline.refresh();
    for (let page = 1; page < history.asked.length; page++) await history.asked[page]!.answer();
    expect(history.asked).toHaveLength(6);
    expect(seqs()).toEqual(range(2_500, 2_999));
    expect(timeline.getState().hasOlder).toBe(true);
  });

  it('forgets a room nobody looks at', async () => {
    await openNow();
    timeline.refresh();
    expect(history.asked).toHaveLength(1);
    expect(timeline.getState()).toMatchObject({ messages: [], isLoading: true });
    await openNow();
    expect(seqs()).toHaveLength(50);
  });

  it('throws the answer to an older reading away', async () => {
    look();
    void timeline.open();
    history.messages.push(message(121));
    timeline.refresh();
    await history.asked[1]!.answer();
    await history.asked[0]!.answer();
    expect(seqs().at(-1)).toBe(121);
  });

  it('goes on after the next reconnect where it failed', async () => {
    look();
    await openNow();
    isLive = false;
    timeline.refresh();
    await history.asked[1]!.answer(OFFLINE);
    expect(seqs()).toHaveLength(50);
    timeline.goLive();
    history.messages.push(message(121));
    await history.asked[2]!.answer();
    expect(timeline.getState().error).toBeNull();
  });
});

describe('a long life', () => {
  it('keeps only the newest of a room nobody looks at', async () => {
    await openNow();
    for (const seq of range(121, 500)) timeline.apply(created(seq));
    expect(seqs().length).toBeLessThanOrEqual(400);
    expect(timeline.getState().hasOlder).toBe(true);
    expect(seqs().at(-1)).toBe(500);
  });

  it('keeps everything while somebody looks', async () => {
    look();
    await openNow();
    for (const seq of range(121, 600)) timeline.apply(created(seq));
    expect(seqs()).toHaveLength(530);
  });
});

describe('counting unread messages', () => {
  it('counts others’ messages that are not deleted, where all of them are held', async () => {
    history.messages[118] = message(119, { senderId: '1' });
    history.messages[117] = message(118, { deletedAt: 'd' });
    await openNow();
    expect(timeline.countUnread(115, 120)).toBe(3);
    expect(timeline.countUnread(70, 120)).toBe(48);
    expect(timeline.countUnread(60, 120)).toBeNull();
    expect(timeline.countUnread(115, 117)).toBe(2);
    expect(timeline.countUnread(115, 125)).toBeNull();
  });

  it('knows nothing before the first page', () => {
    expect(timeline.countUnread(0, 0)).toBeNull();
  });
});
