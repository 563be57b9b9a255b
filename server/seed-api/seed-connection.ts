import type { WebSocket } from 'ws';
import { CLOSE, type CloseCode } from '../protocol/close-codes.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { Session } from '../session/sessions.ts';

const CLOSE_GRACE_MS = 2_000;

/** One WebSocket of a client of the original. */
export class SeedConnection {
  readonly session: Session;
  /** The address under which the client knows this host. */
  readonly base: string;
  /** Where it sits; null until it says that it is online. Kept by `Seats`. */
  roomId: number | null = null;
  /** Frames that nobody could understand. */
  badFrames = 0;
  private readonly socket: WebSocket;
  private readonly silence: NodeJS.Timeout;

  constructor(socket: WebSocket, session: Session, base: string) {
    this.socket = socket;
    this.session = session;
    this.base = base;
    this.silence = setTimeout(
      () => this.close(CLOSE.timeout, 'silent too long'),
      LIMITS.seedSilenceTimeoutMs,
    );
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** The client has said something. */
  heard(): void {
    if (this.isOpen) this.silence.refresh();
  }

  /**
   * Sends a frame. A reader so slow that its buffer is full is let go: the original's clients come back by
   * themselves and load what they missed over HTTP.
   */
  send(frame: string | Buffer): void {
    if (!this.isOpen) return;
    if (this.socket.bufferedAmount > LIMITS.connectionBufferMaxBytes) {
      this.close(CLOSE.tryLater, 'reading too slowly');
      return;
    }
    // A buffer is sent to many; what is sent is text all the same.
    this.socket.send(frame, { binary: false });
  }

  /** Stops and resumes reading, so that a client that is too fast is slowed by its own network. */
  pause(): void {
    if (!this.socket.isPaused) this.socket.pause();
  }
  resume(): void {
    if (this.socket.isPaused) this.socket.resume();
  }

  /** Says why and ends the connection; one that does not answer is cut off shortly after. */
  close(code: CloseCode, reason: string): void {
    clearTimeout(this.silence);
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), CLOSE_GRACE_MS).unref();
  }

  /** To be called once the socket has closed. */
  closed(): void {
    clearTimeout(this.silence);
  }
}
