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
  /** Told of every message that was handed to connections, and to how many. */
  onMessageDelivered?: (connections: number) => void;
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
  private readonly byUser = new Map<number, Set<Subscriber>>();
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
    const own = this.byUser.get(subscriber.userId) ?? new Set();
    this.byUser.set(subscriber.userId, own.add(subscriber));
    this.forgetRoomsOf(subscriber.userId);
  }

  remove(subscriber: Subscriber): void {
    subscriber.isClosed = true;
    subscriber.isLive = false;
    subscriber.due = null;
    this.everyone.delete(subscriber);
    const own = this.byUser.get(subscriber.userId);
    own?.delete(subscriber);
    if (own?.size === 0) this.byUser.delete(subscriber.userId);
    this.forgetRoomsOf(subscriber.userId);
  }

  get connectionCount(): number {
    return this.everyone.size;
  }

  /** Hands out one commit's events. They must come in seq order, after the directory has followed them. */
  publish(events: readonly CommittedEvent[]): void {
    let isUrgent = false;
    for (const event of events) {
      if (
        event.audience.to === 'room' &&
        (event.kind.startsWith('member.') || event.kind.startsWith('room.'))
      ) {
        this.byRoom.delete(event.audience.roomId);
      }
      this.handOut(event);
      this.publishedSeq = event.seq;
      isUrgent ||= !LAZY_KINDS.has(event.kind);
    }
    if (isUrgent) this.flushSoon();
    else this.flushLater();
  }

  /** Sends a frame to one connection; it goes out with whatever else is due to it this turn. */
  sendTo(subscriber: Subscriber, json: string): void {
    this.sendFrame(subscriber, textFrame(json));
  }

  /** Sends ready frames to one connection. */
  sendFrame(subscriber: Subscriber, frame: Buffer): void {
    if (subscriber.isClosed) return;
    this.enqueue(subscriber, frame);
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

  private handOut(event: CommittedEvent): void {
    const { audience } = event;
    let pushed = 0;
    switch (audience.to) {
      case 'everyone':
        pushed = this.push(this.everyone, event);
        break;
      case 'room':
        pushed = this.push(this.inRoom(audience.roomId), event);
        // Already no member, yet concerned: the person who left.
        if (audience.alsoUserId !== undefined) this.push(this.byUser.get(audience.alsoUserId) ?? [], event);
        break;
      case 'user':
        pushed = this.push(this.byUser.get(audience.userId) ?? [], event);
        break;
    }
    if (event.kind === 'message.created') this.options.onMessageDelivered?.(pushed);
  }

  /** @returns to how many connections */
  private push(subscribers: Iterable<Subscriber>, event: CommittedEvent): number {
    let pushed = 0;
    for (const subscriber of subscribers) {
      // Behind, or already read from the log (which may be ahead of the bus).
      if (!subscriber.isLive || event.seq <= subscriber.deliveredSeq) continue;
      if (subscriber.due) {
        if (subscriber.due.lastSeq === event.seq) continue;
        subscriber.due = subscriber.due.then(event);
      } else {
        if (!subscriber.isWaiting) this.dirty.push(subscriber);
        subscriber.due = this.root.then(event);
      }
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
      subscribers = [...members].flatMap((userId) => [...(this.byUser.get(userId) ?? [])]);
      this.byRoom.set(roomId, subscribers);
    }
    return subscribers;
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
