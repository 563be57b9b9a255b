import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommittedEvent } from '../../../server/events/committed-event.ts';
import type { MissedEvents } from '../../../server/fanout/catch-up.ts';
import { FanOut, type Subscription } from '../../../server/fanout/fan-out.ts';
import { Hub } from '../../../server/fanout/hub.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { committed, FakeSink } from './support/fake-sink.ts';

const PAGE_EVENTS = 3;
const ROOMS = new Map([
  [10, new Set([1, 2])],
  [20, new Set([2, 3])],
]);

/** A disk with a log, a bus that may lag behind it, and readers that may lag behind both. */
class World {
  readonly log: CommittedEvent[] = [];
  readonly hub = new Hub({
    seq: 0,
    membersOf: (roomId) => ROOMS.get(roomId) ?? null,
    listedRoomsOf: (userId) => [...ROOMS].filter(([, ids]) => ids.has(userId)).map(([roomId]) => roomId),
  });
  /** How long a reader takes to look, and then to answer. */
  lookMs = 0;
  answerMs = 0;
  private readonly fanOut = new FanOut(this.hub, (userId, after) => this.read(userId, after));

  commit(audience: CommittedEvent['audience'], kind?: CommittedEvent['kind']): void {
    this.log.push(committed(this.log.length + 1, audience, kind));
  }

  /** Hands the bus what was committed, up to `count` events of it. */
  publish(count = Number.POSITIVE_INFINITY): void {
    const { publishedSeq } = this.hub;
    const events = this.log.slice(publishedSeq, publishedSeq + count);
    if (events.length > 0) this.hub.publish(events);
  }

  connect(userId: number, since: number, sink = new FakeSink()): Client {
    return new Client(this.fanOut, userId, since, sink);
  }

  /** What somebody must have received who holds everything up to `since`. */
  visibleAfter(userId: number, since: number): number[] {
    return this.log
      .filter(({ seq, audience }) => seq > since && isFor(audience, userId))
      .map(({ seq }) => seq);
  }

  private async read(userId: number, after: number): Promise<MissedEvents> {
    await wait(this.lookMs);
    const last = this.log.length;
    const all = this.log.filter(({ seq, audience }) => seq > after && isFor(audience, userId));
    const events = all.slice(0, PAGE_EVENTS);
    await wait(this.answerMs);
    if (after > last) return { kind: 'too-far' };
    return { kind: 'page', events, upTo: all.length > PAGE_EVENTS ? (events.at(-1)?.seq ?? last) : last };
  }
}

class Client {
  readonly userId: number;
  readonly since: number;
  readonly sink: FakeSink;
  readonly subscription: Subscription;
  readonly failures: unknown[] = [];
  tooFar = 0;

  constructor(fanOut: FanOut, userId: number, since: number, sink: FakeSink) {
    this.userId = userId;
    this.since = since;
    this.sink = sink;
    this.subscription = fanOut.attach(userId, sink, {
      onTooFar: () => this.tooFar++,
      onFailed: (error) => this.failures.push(error),
    });
    this.subscription.startAfter(since);
  }
}

function isFor(audience: CommittedEvent['audience'], userId: number): boolean {
  switch (audience.to) {
    case 'everyone':
      return true;
    case 'room':
      return audience.alsoUserId === userId || (ROOMS.get(audience.roomId)?.has(userId) ?? true);
    case 'user':
      return audience.userId === userId;
  }
}

function wait(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}

describe('the fan-out', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const settle = () => vi.advanceTimersByTimeAsync(500);

  it('gives a connection what it missed, page by page, and then what happens', async () => {
    const world = new World();
    for (let i = 0; i < 10; i++) world.commit({ to: 'everyone' });
    world.publish();
    const client = world.connect(1, 2);
    await settle();
    world.commit({ to: 'everyone' });
    world.publish();
    await settle();
    expect(client.sink.seqs).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('waits with a reader that is too full, and goes on from the log when it has taken all', async () => {
    const world = new World();
    const client = world.connect(1, 0);
    await settle();
    client.sink.fill(LIMITS.connectionBufferMaxBytes + 1);
    for (let i = 0; i < 20; i++) {
      world.commit({ to: 'everyone' });
      world.publish();
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(client.sink.seqs).toEqual([]);
    client.sink.drain();
    await settle();
    expect(client.sink.seqs).toEqual(world.visibleAfter(1, 0));
  });

  it('gives the whole picture of presence to a connection that was catching up while it changed', async () => {
    const world = new World();
    world.commit({ to: 'everyone' });
    world.publish();
    world.answerMs = 100;
    const client = world.connect(1, 0);
    const whole = '{"type":"presence","online":["1","2"],"offline":[],"isComplete":true}';
    world.hub.broadcastPresence('{"type":"presence","online":["2"],"offline":[]}', () => whole);
    await settle();
    expect(client.sink.frames).toMatchObject([{ type: 'events' }, { type: 'presence', isComplete: true }]);
  });

  it('lets a reader go that takes nothing for too long', async () => {
    const world = new World();
    const client = world.connect(1, 0);
    await settle();
    client.sink.fill(LIMITS.connectionBufferMaxBytes + 1);
    world.commit({ to: 'everyone' });
    world.publish();
    await vi.advanceTimersByTimeAsync(LIMITS.stalledReaderTimeoutMs + 100);
    expect(client.sink.hasGivenUp).toBe(true);
    expect(client.sink.seqs).toEqual([]);
  });

  it('says too far where the log was never there, and delivers after a new start', async () => {
    const world = new World();
    for (let i = 0; i < 5; i++) world.commit({ to: 'everyone' });
    world.publish();
    const client = world.connect(1, 99);
    await settle();
    expect(client.tooFar).toBe(1);
    client.subscription.startAfter(4);
    world.commit({ to: 'everyone' });
    world.publish();
    await settle();
    expect(client.sink.seqs).toEqual([5, 6]);
  });

  it('says so when the log can’t be read', async () => {
    const world = new World();
    world.commit({ to: 'everyone' });
    world.publish();
    const fanOut = new FanOut(world.hub, () => Promise.reject(new Error('the disk is gone')));
    const client = new Client(fanOut, 1, 0, new FakeSink());
    await settle();
    expect(client.failures).toMatchObject([{ message: 'the disk is gone' }]);
  });

  it('loses nothing and doubles nothing, whatever the order of commits, publishing, reading and draining', async () => {
    const audience = fc.constantFrom<CommittedEvent['audience']>(
      { to: 'everyone' },
      { to: 'room', roomId: 10 },
      { to: 'room', roomId: 20 },
      { to: 'room', roomId: 20, alsoUserId: 1 },
      { to: 'user', userId: 1 },
      { to: 'user', userId: 3 },
    );
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('commit'), audience, isLazy: fc.boolean() }) },
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('publish'), count: fc.integer({ min: 1, max: 5 }) }),
      },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(0, 1, 7, 120) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('drain'), who: fc.nat(5) }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('connect'),
          userId: fc.integer({ min: 1, max: 3 }),
          back: fc.nat(8),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('lag'), lookMs: fc.nat(3), answerMs: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('disconnect'), who: fc.nat(5) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('answer'), who: fc.nat(5) }) },
    );
    type Step = { do: string } & Partial<{
      audience: CommittedEvent['audience'];
      isLazy: boolean;
      count: number;
      ms: number;
      who: number;
      userId: number;
      back: number;
      lookMs: number;
      answerMs: number;
    }>;

    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps: Step[]) => {
        const world = new World();
        const clients: Client[] = [];
        const gone = new Set<Client>();
        const who = (index = 0) => clients[index % Math.max(1, clients.length)];
        for (const { do: what, ...given } of steps) {
          if (what === 'commit')
            world.commit(
              given.audience ?? { to: 'everyone' },
              given.isLazy ? 'read.moved' : 'message.created',
            );
          if (what === 'publish') world.publish(given.count);
          if (what === 'pass') await vi.advanceTimersByTimeAsync(given.ms ?? 0);
          if (what === 'drain') who(given.who)?.sink.drain();
          if (what === 'lag') Object.assign(world, { lookMs: given.lookMs, answerMs: given.answerMs });
          if (what === 'answer') who(given.who)?.subscription.answer('{"type":"pong"}');
          if (what === 'connect') {
            // As after a welcome: somewhere up to the newest that is on the disk. Two writes fill the buffer.
            const since = Math.max(0, world.log.length - (given.back ?? 0));
            clients.push(world.connect(given.userId ?? 1, since, new FakeSink(15_000)));
          }
          if (what === 'disconnect') {
            const client = who(given.who);
            client?.subscription.detach();
            if (client) gone.add(client);
          }
        }
        world.publish();
        for (let round = 0; round < world.log.length + 5; round++) {
          await vi.advanceTimersByTimeAsync(150);
          for (const client of clients) client.sink.drain();
        }
        for (const client of clients) {
          const expected = world.visibleAfter(client.userId, client.since);
          const { seqs } = client.sink;
          expect(client.failures).toEqual([]);
          expect(client.tooFar).toBe(0);
          expect(seqs).toEqual(gone.has(client) ? expected.slice(0, seqs.length) : expected);
        }
      }),
      { numRuns: 300 },
    );
  });
});
