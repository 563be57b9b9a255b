import { LIMITS } from '../protocol/limits.ts';
import type { Hub } from './hub.ts';
import type { Subscriber } from './subscriber.ts';
import { eventsFrames } from './wire-frame.ts';

/** A piece of the log as one person may see it. */
export type MissedEvents =
  { kind: 'too-far' } | { kind: 'page'; events: readonly { seq: number; json: string }[]; upTo: number };

export type ReadMissed = (userId: number, after: number) => Promise<MissedEvents>;

/** How catching up ended: live again, too far behind for the log, or the connection went. */
export type CatchUpResult = 'live' | 'too-far' | 'closed';

/**
 * Brings a connection from `deliveredSeq` to the present out of the log, page by page at the pace at which
 * it reads, then lets it go live. The last check and the switch happen in one turn, so nothing falls between.
 */
export async function catchUp(
  hub: Hub,
  subscriber: Subscriber,
  readMissed: ReadMissed,
): Promise<CatchUpResult> {
  let isConfirmed = false;
  while (!subscriber.isClosed) {
    const { deliveredSeq } = subscriber;
    // Ahead of the bus: either the log is too, or the client holds a number that was never ours to give.
    if (deliveredSeq === hub.publishedSeq || (deliveredSeq > hub.publishedSeq && isConfirmed)) {
      hub.goLive(subscriber);
      return 'live';
    }
    if (subscriber.isOverfull && !(await drained(subscriber))) return 'closed';
    const missed = await readMissed(subscriber.userId, deliveredSeq);
    if (missed.kind === 'too-far') return 'too-far';
    isConfirmed = true;
    if (missed.events.length > 0) {
      subscriber.addOwn(eventsFrames(missed.events.map((event) => event.json)));
      subscriber.flush();
    }
    subscriber.deliveredSeq = missed.upTo;
  }
  return 'closed';
}

/** Waits until the reader has taken what is buffered; a reader that takes nothing for too long is let go. */
function drained(subscriber: Subscriber): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      subscriber.sink.giveUp();
      resolve(false);
    }, LIMITS.stalledReaderTimeoutMs);
    subscriber.sink.onceDrained(() => {
      clearTimeout(timer);
      resolve(!subscriber.isClosed);
    });
  });
}
