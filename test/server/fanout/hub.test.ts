import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Hub } from '../../../server/fanout/hub.ts';
import { Subscriber } from '../../../server/fanout/subscriber.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { committed, FakeSink } from './support/fake-sink.ts';

/** Everybody is in room 1; Ann (1) and Bo (2) are in 10, Bo and Cy (3) in 20. */
const MEMBERS = new Map([
  [10, new Set([1, 2])],
  [20, new Set([2, 3])],
]);

function liveSubscriber(hub: Hub, userId: number, sink = new FakeSink()) {
  const behind: number[] = [];
  const subscriber = new Subscriber(userId, sink, () => behind.push(subscriber.deliveredSeq));
  hub.add(subscriber);
  subscriber.isLive = true;
  return { subscriber, sink, behind };
}

describe('the hub', () => {
  let members: Map<number, Set<number>>;
  let hub: Hub;

  beforeEach(() => {
    vi.useFakeTimers();
    members = new Map([...MEMBERS].map(([roomId, ids]) => [roomId, new Set(ids)]));
    hub = new Hub({
      seq: 0,
      membersOf: (roomId) => (roomId === 1 ? null : (members.get(roomId) ?? new Set())),
      listedRoomsOf: (userId) => [...members].filter(([, ids]) => ids.has(userId)).map(([roomId]) => roomId),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Until all that is due in this turn has gone out. */
  const turn = () => vi.advanceTimersByTime(0);

  it('gives events to those who should see them', () => {
    const [ann, bo, cy] = [1, 2, 3].map((userId) => liveSubscriber(hub, userId).sink);
    const annsPhone = liveSubscriber(hub, 1).sink;
    hub.publish([
      committed(1),
      committed(2, { to: 'room', roomId: 10 }),
      committed(3, { to: 'room', roomId: 20 }),
      committed(4, { to: 'user', userId: 1 }),
      committed(5, { to: 'room', roomId: 20, alsoUserId: 1 }),
      committed(6, { to: 'room', roomId: 20, alsoUserId: 2 }),
      committed(7, { to: 'room', roomId: 99 }),
      committed(8, { to: 'user', userId: 99 }),
    ]);
    turn();
    expect([ann, bo, cy, annsPhone].map((sink) => sink?.seqs)).toEqual([
      [1, 2, 4, 5],
      [1, 2, 3, 5, 6],
      [1, 3, 5, 6],
      [1, 2, 4, 5],
    ]);
  });

  it('writes a whole turn at once, answers before events, the same bytes to all', () => {
    const { subscriber, sink } = liveSubscriber(hub, 1);
    const other = liveSubscriber(hub, 2).sink;
    hub.publish([committed(1)]);
    hub.sendTo(subscriber, '{"type":"pong"}');
    hub.publish([committed(2), committed(3)]);
    expect(sink.writes).toEqual([]);
    turn();
    expect(sink.writes).toHaveLength(1);
    expect(sink.frames.map((frame) => frame.type)).toEqual(['pong', 'events']);
    expect(sink.seqs).toEqual([1, 2, 3]);
    expect(other.writes).toHaveLength(1);
    expect(other.writes[0]?.[0]).toBe(sink.writes[0]?.[1]);
    turn();
    expect(sink.writes).toHaveLength(1);
  });

  it('gives a reader who holds the first of a commit only the rest of it', () => {
    const ahead = liveSubscriber(hub, 1);
    const other = liveSubscriber(hub, 2).sink;
    ahead.subscriber.deliveredSeq = 2;
    hub.publish([committed(1), committed(2), committed(3), committed(4)]);
    hub.publish([committed(5)]);
    turn();
    expect(ahead.sink.seqs).toEqual([3, 4, 5]);
    expect(other.seqs).toEqual([1, 2, 3, 4, 5]);
    expect(ahead.subscriber.deliveredSeq).toBe(5);
  });

  it('gives what concerns a member and somebody else once to whoever is both', () => {
    const bo = liveSubscriber(hub, 2).sink;
    const alsoBo = { to: 'room', roomId: 20, alsoUserId: 2 } as const;
    hub.publish([committed(1, alsoBo), committed(2, alsoBo)]);
    turn();
    expect(bo.seqs).toEqual([1, 2]);
  });

  it('writes nothing twice in the turns that follow', () => {
    const { sink } = liveSubscriber(hub, 1);
    for (let seq = 1; seq <= 5; seq++) {
      hub.publish([committed(seq)]);
      turn();
    }
    expect(sink.writes).toHaveLength(5);
    expect(sink.seqs).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets arrivals and read markers wait a moment, and takes them along with what is urgent', () => {
    const { sink } = liveSubscriber(hub, 1);
    hub.publish([committed(1, { to: 'everyone' }, 'user.created')]);
    vi.advanceTimersByTime(LIMITS.lazyFlushMs - 1);
    expect(sink.writes).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(sink.seqs).toEqual([1]);
    hub.publish([committed(2, { to: 'user', userId: 1 }, 'read.moved')]);
    hub.publish([committed(3)]);
    turn();
    expect(sink.seqs).toEqual([1, 2, 3]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('follows people who join and leave rooms', () => {
    const [ann, cy] = [liveSubscriber(hub, 1).sink, liveSubscriber(hub, 3).sink];
    hub.publish([committed(1, { to: 'room', roomId: 20 })]);
    members.get(20)?.add(1);
    hub.publish([committed(2, { to: 'room', roomId: 20 }, 'member.joined')]);
    hub.publish([committed(3, { to: 'room', roomId: 20 })]);
    members.get(20)?.delete(3);
    hub.publish([committed(4, { to: 'room', roomId: 20, alsoUserId: 3 }, 'member.left')]);
    hub.publish([committed(5, { to: 'room', roomId: 20 })]);
    turn();
    expect(ann.seqs).toEqual([2, 3, 4, 5]);
    expect(cy.seqs).toEqual([1, 2, 3, 4]);
  });

  it('follows connections that come and go', () => {
    hub.publish([committed(1, { to: 'room', roomId: 10 })]);
    const first = liveSubscriber(hub, 1);
    first.subscriber.deliveredSeq = 1;
    hub.publish([committed(2, { to: 'room', roomId: 10 })]);
    const second = liveSubscriber(hub, 1);
    second.subscriber.deliveredSeq = 2;
    hub.publish([committed(3, { to: 'room', roomId: 10 })]);
    hub.remove(first.subscriber);
    hub.publish([committed(4, { to: 'room', roomId: 10 })]);
    turn();
    expect(first.sink.writes).toEqual([]);
    expect(second.sink.seqs).toEqual([3, 4]);
    expect(hub.connectionCount).toBe(1);
  });

  it('leaves out what a connection has read from the log already', () => {
    const { subscriber, sink } = liveSubscriber(hub, 1);
    subscriber.deliveredSeq = 2;
    hub.publish([committed(1), committed(2), committed(3)]);
    turn();
    expect(sink.seqs).toEqual([3]);
  });

  it('holds events back from a connection that is too full, once, and tells where it stands', () => {
    const { subscriber, sink, behind } = liveSubscriber(hub, 1);
    hub.publish([committed(1)]);
    turn();
    sink.fill(LIMITS.connectionBufferMaxBytes + 1);
    hub.publish([committed(2)]);
    hub.sendTo(subscriber, '{"type":"pong"}');
    turn();
    hub.publish([committed(3)]);
    turn();
    expect(behind).toEqual([1]);
    expect(subscriber.isLive).toBe(false);
    expect(subscriber.due).toBeNull();
    expect(sink.frames.map((frame) => frame.type)).toEqual(['events', 'pong']);
  });

  it('tells who is typing to the room, but not to themselves nor to those under pressure', () => {
    const [ann, bo] = [liveSubscriber(hub, 1), liveSubscriber(hub, 2)];
    const slow = liveSubscriber(hub, 2);
    slow.sink.fill(LIMITS.ephemeralBufferMaxBytes + 1);
    hub.sendToRoom(10, '{"type":"typing","roomId":"10","userIds":["1"]}', [1]);
    turn();
    expect([ann, bo, slow].map(({ sink }) => sink.frames.length)).toEqual([0, 1, 0]);
  });

  it('gives the whole picture of presence to those who missed a part', () => {
    const [ann, bo] = [liveSubscriber(hub, 1), liveSubscriber(hub, 2)];
    bo.sink.fill(LIMITS.ephemeralBufferMaxBytes + 1);
    const whole = () => '{"type":"presence","online":["1","2"],"offline":[],"isComplete":true}';
    hub.broadcastPresence('{"type":"presence","online":["1"],"offline":[]}', whole);
    turn();
    bo.sink.drain();
    hub.broadcastPresence('{"type":"presence","online":["2"],"offline":[]}', whole);
    turn();
    expect(ann.sink.frames).toMatchObject([{ online: ['1'] }, { online: ['2'] }]);
    expect(bo.sink.frames).toMatchObject([{ online: ['1', '2'], isComplete: true }]);
  });

  it('sends nothing to a connection that has gone', () => {
    const { subscriber, sink } = liveSubscriber(hub, 1);
    hub.publish([committed(1)]);
    hub.sendTo(subscriber, '{"type":"pong"}');
    hub.remove(subscriber);
    hub.sendTo(subscriber, '{"type":"pong"}');
    turn();
    expect(sink.writes).toEqual([]);
  });
});
