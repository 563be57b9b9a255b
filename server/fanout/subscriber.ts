import { LIMITS } from '../protocol/limits.ts';
import type { DueEvents } from './due-events.ts';

/** Where a connection's bytes go. */
export interface Sink {
  /** Bytes accepted but not yet taken by the network. */
  readonly bufferedBytes: number;
  write(chunks: readonly Buffer[]): void;
  /** Calls back once: when everything buffered has gone, or the connection has. */
  onceDrained(callback: () => void): void;
  /** Ends the connection because it could not be served; the client comes back. */
  giveUp(): void;
}

/**
 * One connection as fan-out sees it. While `isLive` it is pushed events as they happen; otherwise it is
 * catching up from the log, and nothing is held for it here.
 */
export class Subscriber {
  readonly userId: number;
  readonly sink: Sink;
  isLive = false;
  isClosed = false;
  /** Every event up to this seq that this person may see has been handed to the sink. */
  deliveredSeq = 0;
  due: DueEvents | null = null;
  /** Presence has changed without this connection being told. */
  hasMissedPresence = false;
  private own: Buffer[] = [];

  /** Told when its buffer overflowed: it must go on from the log. */
  private readonly onBehind: () => void;

  constructor(userId: number, sink: Sink, onBehind: () => void) {
    this.userId = userId;
    this.sink = sink;
    this.onBehind = onBehind;
  }

  get isWaiting(): boolean {
    return this.due !== null || this.own.length > 0;
  }

  /** Too much is buffered: the reader is slower than the room. */
  get isOverfull(): boolean {
    return this.sink.bufferedBytes > LIMITS.connectionBufferMaxBytes;
  }

  get canTakeEphemeral(): boolean {
    return this.isLive && this.sink.bufferedBytes <= LIMITS.ephemeralBufferMaxBytes;
  }

  /** Adds a frame for this connection alone. */
  addOwn(frame: Buffer): void {
    this.own.push(frame);
  }

  /** Writes everything that is due in one go: answers first, then events in seq order. */
  flush(): void {
    const chunks = this.own;
    this.own = [];
    if (this.due) {
      if (this.isOverfull) {
        // Not delivered: `deliveredSeq` stays, and the log has them for later.
        this.isLive = false;
        this.onBehind();
      } else {
        chunks.push(this.due.frames());
        this.deliveredSeq = this.due.lastSeq;
      }
      this.due = null;
    }
    if (chunks.length > 0 && !this.isClosed) this.sink.write(chunks);
  }
}
