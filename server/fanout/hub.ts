import type { CommittedEvent } from '../events/committed-event.ts';
import type { LogEventKind } from '../protocol/event.ts';
import { LIMITS } from '../protocol/limits.ts';
import { DueEvents } from './due-events.ts';
import type { Subscriber } from './subscriber.ts';
import { textFrame } from './wire-frame.ts';

/** Changes that nobody is waiting for; they may travel a moment later, together. */
const LAZY_KINDS: ReadonlySet<LogEventKind> = new Set([
  'user.created',
  'user.updated',
  'user.retired',
  'read.moved',
]);

export interface HubOptions {
  /** Member ids of a room; null for rooms that everybody is in. */
  membersOf: (roomId: number) => ReadonlySet<number> | null;
  /** The rooms with a member list that a person is in. */
  listedRoomsOf: (userId: number) => Iterable<number>;
  /** Where the log stands at the start. */
  seq: number;
  /** Told of messages that were handed out, and to how many connections each. */
  onMessagesDelivered?: (messages: number, connections: number) => void;
}

/**
 * From an event to the connections of those who should see it. Every event is framed once; what is due to
 * a connection within one turn of the event loop goes out in one write.
 */
export class Hub {
  /** Every event up to this one has been handed out. */
  publishedSeq: number;
  private readonly options: HubOptions;
  private readonly everyone = new Set<Subscriber>();
  /** Nearly everybody has one; a list of one takes a tenth of the memory of a set. */
  private readonly byUser = new Map<number, readonly Subscriber[]>();
  /** Connections by room, built when first needed, dropped when people or connections change. */
  private readonly byRoom = new Map<number, Subscriber[]>();
  private wholePresence: (() => string) | undefined;
  private root = DueEvents.root();
  private dirty: Subscriber[] = [];
  private immediate: NodeJS.Immediate | undefined;
  private lazyTimer: NodeJS.Timeout | undefined;

  constructor(options: HubOptions) {
    this.options = options;
    this.publishedSeq = options.seq;
  }

  add(subscriber: Subscriber): void {
    this.everyone.add(subscriber);
    this.byUser.set(subscriber.userId, [...this.ofUser(subscriber.userId), subscriber]);
    this.forgetRoomsOf(subscriber.userId);
  }

  remove(subscriber: Subscriber): void {
    subscriber.isClosed = true;
    subscriber.isLive = false;
    subscriber.due = null;
    this.everyone.delete(subscriber);
    const left = this.ofUser(subscriber.userId).filter((other) => other !== subscriber);
    if (left.length > 0) this.byUser.set(subscriber.userId, left);
    else this.byUser.delete(subscriber.userId);
    this.forgetRoomsOf(subscriber.userId);
  }

  get connectionCount(): number {
    return this.everyone.size;
  }

  /** Hands out one commit's events. They must come in seq order, after the directory has followed them. */
  publish(events: readonly CommittedEvent[]): void {
    for (const run of runsOfOneAudience(events)) {
      const [first] = run;
      if (first.audience.to === 'room' && changesMembers(first)) this.byRoom.delete(first.audience.roomId);
      this.handOut(run);
      this.publishedSeq = run.at(-1)?.seq ?? this.publishedSeq;
    }
    if (events.some(({ kind }) => !LAZY_KINDS.has(kind))) this.flushSoon();
    else this.flushLater();
  }

  /** Sends a frame to one connection; it goes out with whatever else is due to it this turn. */
  sendTo(subscriber: Subscriber, json: string): void {
    if (subscriber.isClosed) return;
    this.enqueue(subscriber, textFrame(json));
    this.flushSoon();
  }

  /** Lets a connection that has caught up be pushed to, and gives it what it missed that has no seq. */
  goLive(subscriber: Subscriber): void {
    subscriber.isLive = true;
    if (!subscriber.hasMissedPresence || !this.wholePresence) return;
    subscriber.hasMissedPresence = false;
    this.sendTo(subscriber, this.wholePresence());
  }

  /**
   * Sends everybody a change of presence. It has no seq, so a connection that can't take one gets the whole
   * picture later instead: with the next change, or when it goes live.
   */
  broadcastPresence(change: string, wholePicture: () => string): void {
    this.wholePresence = wholePicture;
    const frame = textFrame(change);
    let wholeFrame: Buffer | undefined;
    for (const subscriber of this.everyone) {
      if (!subscriber.canTakeEphemeral) {
        subscriber.hasMissedPresence = true;
        continue;
      }
      const isBehind = subscriber.hasMissedPresence;
      subscriber.hasMissedPresence = false;
      this.enqueue(subscriber, isBehind ? (wholeFrame ??= textFrame(wholePicture())) : frame);
    }
    this.flushSoon();
  }

  /** Sends something ephemeral to a room's members, apart from some; connections under pressure never get it. */
  sendToRoom(roomId: number, json: string, exceptUserIds: readonly number[]): void {
    const frame = textFrame(json);
    for (const subscriber of this.inRoom(roomId)) {
      if (subscriber.canTakeEphemeral && !exceptUserIds.includes(subscriber.userId))
        this.enqueue(subscriber, frame);
    }
    this.flushSoon();
  }

  /** Writes out everything that is due, now. */
  flush(): void {
    clearImmediate(this.immediate);
    clearTimeout(this.lazyTimer);
    this.immediate = undefined;
    this.lazyTimer = undefined;
    const dirty = this.dirty;
    this.dirty = [];
    this.root = DueEvents.root();
    for (const subscriber of dirty) subscriber.flush();
  }

  private handOut(run: EventRun): void {
    const [{ audience }] = run;
    let pushed = 0;
    switch (audience.to) {
      case 'everyone':
        pushed = this.push(this.everyone, run);
        break;
      case 'room':
        pushed = this.push(this.inRoom(audience.roomId), run);
        // Already no member, yet concerned: the person who left.
        if (audience.alsoUserId !== undefined) this.push(this.ofUser(audience.alsoUserId), run);
        break;
      case 'user':
        pushed = this.push(this.ofUser(audience.userId), run);
        break;
    }
    const messages = run.reduce((count, { kind }) => count + (kind === 'message.created' ? 1 : 0), 0);
    if (messages > 0) this.options.onMessagesDelivered?.(messages, pushed);
  }

  /** @returns to how many connections */
  private push(subscribers: Iterable<Subscriber>, run: EventRun): number {
    let pushed = 0;
    const [{ seq: firstSeq }] = run;
    const lastSeq = run.at(-1)?.seq ?? firstSeq;
    for (const subscriber of subscribers) {
      const { deliveredSeq, due } = subscriber;
      // Behind, or already read from the log (which may be ahead of the bus).
      if (!subscriber.isLive || lastSeq <= deliveredSeq || due?.lastSeq === lastSeq) continue;
      const isNew = firstSeq > deliveredSeq;
      if (!subscriber.isWaiting) this.dirty.push(subscriber);
      subscriber.due = (due ?? this.root).then(isNew ? run : run.filter(({ seq }) => seq > deliveredSeq));
      pushed++;
    }
    return pushed;
  }

  private enqueue(subscriber: Subscriber, frame: Buffer): void {
    if (!subscriber.isWaiting) this.dirty.push(subscriber);
    subscriber.addOwn(frame);
  }

  private inRoom(roomId: number): Iterable<Subscriber> {
    const members = this.options.membersOf(roomId);
    if (members === null) return this.everyone;
    let subscribers = this.byRoom.get(roomId);
    if (!subscribers) {
      subscribers = [...members].flatMap((userId) => this.ofUser(userId));
      this.byRoom.set(roomId, subscribers);
    }
    return subscribers;
  }

  private ofUser(userId: number): readonly Subscriber[] {
    return this.byUser.get(userId) ?? [];
  }

  private forgetRoomsOf(userId: number): void {
    for (const roomId of this.options.listedRoomsOf(userId)) this.byRoom.delete(roomId);
  }

  /** After everything else this turn brings, acks included. */
  private flushSoon(): void {
    this.immediate ??= setImmediate(() => this.flush());
  }

  private flushLater(): void {
    if (!this.immediate) this.lazyTimer ??= setTimeout(() => this.flush(), LIMITS.lazyFlushMs);
  }
}

/** Events one after another that the same people should see, so that these are gone through once for all of them. */
type EventRun = readonly [CommittedEvent, ...CommittedEvent[]];

function runsOfOneAudience(events: readonly CommittedEvent[]): EventRun[] {
  const runs: [CommittedEvent, ...CommittedEvent[]][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run && isSameAudience(run[0], event)) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

function isSameAudience(one: CommittedEvent, other: CommittedEvent): boolean {
  // What changes who is in a room stands by itself: the next event already goes to others.
  if (changesMembers(one) || changesMembers(other)) return false;
  const [a, b] = [one.audience, other.audience];
  switch (a.to) {
    case 'everyone':
      return b.to === 'everyone';
    case 'room':
      return b.to === 'room' && a.roomId === b.roomId && a.alsoUserId === b.alsoUserId;
    case 'user':
      return b.to === 'user' && a.userId === b.userId;
  }
}

function changesMembers({ kind }: CommittedEvent): boolean {
  return kind.startsWith('member.') || kind.startsWith('room.');
}
