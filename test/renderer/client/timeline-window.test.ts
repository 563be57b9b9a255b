import { beforeEach, describe, expect, it } from 'vitest';
import { createBatch } from '../../../renderer/client/batch.ts';
import { OFFLINE } from '../../../renderer/client/http-call.ts';
import { createTimeline, type LiveTimeline } from '../../../renderer/client/timeline.ts';
import type { Timeline, TimelineMessage } from '../../../renderer/client/types.ts';
import { ManualClock } from './support/manual-clock.ts';
import { created, message, room } from './support/samples.ts';
import { range, ScriptedHistory } from './support/scripted-history.ts';

let clock: ManualClock;
let history: ScriptedHistory;
let waiting: TimelineMessage[];
let isLive: boolean;
let timeline: LiveTimeline;
let window: Timeline;
let lookAway: () => void;

const seqs = () => window.getState().messages.map(({ seq }) => seq);
const answerAll = async () => {
  for (const page of history.asked.splice(0)) await page.answer();
};

beforeEach(() => {
  clock = new ManualClock();
  history = new ScriptedHistory(range(1, 400));
  waiting = [];
  isLive = true;
  timeline = createTimeline({
    effects: clock,
    batch: createBatch(),
    ownId: '1',
    fetchPage: history.fetchPage,
    room: () => room('10', { lastSeq: 400, lastReadSeq: 400 }),
    waiting: () => waiting,
    loaded: () => undefined,
    isLive: () => isLive,
  });
  window = timeline.around(200);
  lookAway = window.subscribe(() => undefined);
});

async function openNow(): Promise<void> {
  void window.open();
  await answerAll();
}

describe('a window into a room', () => {
  it('shows a message among its neighbours', async () => {
    expect(window.getState()).toMatchObject({ isLoading: true, messages: [] });
    await openNow();
    expect(seqs()).toEqual(range(151, 250));
    expect(window.getState()).toMatchObject({ isLoading: false, hasOlder: true, hasNewer: true });
  });

  it('grows at both ends, one at a time, without a gap', async () => {
    await openNow();
    void window.loadOlder();
    void window.loadNewer();
    expect(history.asked).toHaveLength(1);
    await answerAll();
    void window.loadNewer();
    expect(window.getState()).toMatchObject({ isLoadingNewer: true, isLoadingOlder: false });
    await answerAll();
    expect(seqs()).toEqual(range(101, 300));
  });

  it('leaves what is written at the end of the room to those who are there', async () => {
    await openNow();
    timeline.apply(created(401));
    waiting = [{ ...message(999), id: 'w', seq: null, delivery: { kind: 'queued' } }];
    timeline.waitingChanged();
    expect(seqs()).toEqual(range(151, 250));
  });

  it('goes on with the room once it has reached its end', async () => {
    window = timeline.around(380);
    window.subscribe(() => undefined);
    await openNow();
    expect(window.getState().hasNewer).toBe(false);
    timeline.apply(created(401));
    waiting = [{ ...message(999), id: 'w', seq: null, delivery: { kind: 'queued' } }];
    timeline.waitingChanged();
    expect(seqs()).toEqual([...range(331, 401), null]);
  });

  it('loses nothing that happens while its pages are under way', async () => {
    window = timeline.around(380);
    window.subscribe(() => undefined);
    void window.open();
    timeline.apply(created(401));
    timeline.apply({
      seq: 402,
      kind: 'message.edited',
      roomId: '10',
      message: { ...message(379), text: 'better', editedAt: '2026-01-02T00:00:00Z' },
    });
    await answerAll();
    expect(seqs()).toEqual(range(331, 401));
    expect(window.getState().messages.find(({ seq }) => seq === 379)?.text).toBe('better');
  });

  it('follows edits of what it holds, and can be found in', async () => {
    await openNow();
    timeline.apply({
      seq: 402,
      kind: 'message.edited',
      roomId: '10',
      message: { ...message(160), text: 'better', editedAt: '2026-01-02T00:00:00Z' },
    });
    expect(timeline.find(message(160).id)?.text).toBe('better');
  });

  it('reads all that it held anew where events were missed', async () => {
    await openNow();
    void window.loadOlder();
    await answerAll();
    history.messages = history.messages.filter(({ seq }) => seq !== 150);
    timeline.refresh();
    await answerAll();
    expect(seqs()).toEqual(range(100, 250).filter((seq) => seq !== 150));
  });

  it('throws away a page that was asked for before a newer reading', async () => {
    await openNow();
    void window.loadOlder();
    const [old] = history.asked.splice(0);
    timeline.refresh();
    await answerAll();
    await old!.answer();
    expect(seqs()).toEqual(range(151, 250));
    expect(window.getState().isLoadingOlder).toBe(false);
  });

  it('says what failed, and tries again by itself while somebody looks and the host is there', async () => {
    void window.open();
    for (const page of history.asked.splice(0)) await page.answer(OFFLINE);
    expect(window.getState()).toMatchObject({ error: 'offline', isLoading: false });
    await clock.pass(3_000);
    await answerAll();
    expect(seqs()).toEqual(range(151, 250));
    expect(window.getState().error).toBeNull();
  });

  it('goes on with an end that failed when asked again', async () => {
    await openNow();
    void window.loadNewer();
    await history.asked.splice(0)[0]!.answer(OFFLINE);
    expect(window.getState()).toMatchObject({ error: 'offline', hasNewer: true });
    void window.loadNewer();
    await answerAll();
    expect(seqs()).toEqual(range(151, 300));
  });

  it('is read anew by who comes back to it', async () => {
    await openNow();
    lookAway();
    timeline.apply({ seq: 402, kind: 'message.deleted', roomId: '10', message: message(160) });
    expect(timeline.find(message(160).id)).toBeUndefined();
    window.subscribe(() => undefined);
    void window.open();
    expect(history.asked).toHaveLength(2);
    await answerAll();
    expect(seqs()).toEqual(range(151, 250));
  });

  it('is empty once the room is not ours to read', async () => {
    await openNow();
    timeline.reset();
    expect(window.getState()).toMatchObject({ messages: [], isLoading: true });
  });
});
