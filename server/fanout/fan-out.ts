import { catchUp, type ReadMissed } from './catch-up.ts';
import type { Hub } from './hub.ts';
import { Subscriber, type Sink } from './subscriber.ts';

export interface SubscriptionEvents {
  /** The log does not reach back to where the connection stands: it must reload and start anew. */
  onTooFar: () => void;
  onFailed: (error: unknown) => void;
}

/** Attaches connections to the hub and keeps them supplied: from the log while behind, live otherwise. */
export class FanOut {
  private readonly hub: Hub;
  private readonly readMissed: ReadMissed;

  constructor(hub: Hub, readMissed: ReadMissed) {
    this.hub = hub;
    this.readMissed = readMissed;
  }

  attach(userId: number, sink: Sink, events: SubscriptionEvents): Subscription {
    return new Subscription(this.hub, this.readMissed, userId, sink, events);
  }
}

/** One connection's place in the fan-out. */
export class Subscription {
  private readonly hub: Hub;
  private readonly readMissed: ReadMissed;
  private readonly events: SubscriptionEvents;
  private readonly subscriber: Subscriber;
  private isCatchingUp = false;

  constructor(hub: Hub, readMissed: ReadMissed, userId: number, sink: Sink, events: SubscriptionEvents) {
    this.hub = hub;
    this.readMissed = readMissed;
    this.events = events;
    this.subscriber = new Subscriber(userId, sink, () => void this.bringUpToDate());
    hub.add(this.subscriber);
  }

  /** Sends a frame to this connection alone, together with whatever else is due to it in this turn. */
  answer(json: string): void {
    this.hub.sendTo(this.subscriber, json);
  }

  /** Delivers every event after `since` that the person may see: the missed ones from the log, then live. */
  startAfter(since: number): void {
    this.subscriber.deliveredSeq = since;
    // The welcome that has just gone out names everybody who is here.
    this.subscriber.hasMissedPresence = false;
    void this.bringUpToDate();
  }

  detach(): void {
    this.hub.remove(this.subscriber);
  }

  private async bringUpToDate(): Promise<void> {
    if (this.isCatchingUp) return;
    this.isCatchingUp = true;
    try {
      const result = await catchUp(this.hub, this.subscriber, this.readMissed);
      if (result === 'too-far') this.events.onTooFar();
    } catch (error) {
      this.events.onFailed(error);
    } finally {
      this.isCatchingUp = false;
    }
  }
}
