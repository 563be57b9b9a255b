import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE, type CloseCode } from '../protocol/close-codes.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { Session } from '../session/sessions.ts';
import type { Sink } from './delivery.ts';

/** How far a connection has come. `resync`: it was told to reload and may say hello again. */
export type Stage = 'greeting' | 'open' | 'resync';

const CLOSE_GRACE_MS = 2_000;

/**
 * One WebSocket. Reading, control frames and closing are ws's; writing goes straight to the socket, because
 * fan-out brings frames that are ready and shared. Each write holds whole frames, so the two never mix.
 */
export class ClientConnection implements Sink {
  readonly session: Session;
  stage: Stage = 'greeting';
  /** When the client was last heard, and last pinged, in milliseconds of a clock that never jumps. */
  heardAt: number;
  pingedAt: number;
  /** Frames refused for their rate, since the last one that was not. */
  strikes = 0;
  private readonly socket: WebSocket;
  private readonly stream: Duplex;

  constructor(socket: WebSocket, stream: Duplex, session: Session, now: number) {
    this.socket = socket;
    this.stream = stream;
    this.session = session;
    this.heardAt = now;
    this.pingedAt = now;
  }

  get bufferedBytes(): number {
    return this.stream.writableLength;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  write(chunks: readonly Buffer[]): void {
    if (!this.isOpen || this.stream.destroyed) return;
    const [only] = chunks;
    if (only && chunks.length === 1) this.stream.write(only);
    else {
      // One system call for all of it.
      this.stream.cork();
      for (const chunk of chunks) this.stream.write(chunk);
      this.stream.uncork();
    }
    // A client that asks faster than it reads answers is not read from until it has caught up.
    if (this.bufferedBytes > LIMITS.connectionBufferMaxBytes && !this.socket.isPaused) {
      this.socket.pause();
      this.onceDrained(() => this.socket.resume());
    }
  }

  onceDrained(callback: () => void): void {
    if (this.bufferedBytes === 0 || this.stream.destroyed) {
      setImmediate(callback);
      return;
    }
    const finish = (): void => {
      this.stream.off('drain', finish);
      this.stream.off('close', finish);
      callback();
    };
    this.stream.once('drain', finish);
    this.stream.once('close', finish);
  }

  giveUp(): void {
    this.close(CLOSE.tryLater, 'reading too slowly');
  }

  ping(): void {
    this.socket.ping();
  }

  /** Says why and ends the connection; one that does not answer is cut off shortly after. */
  close(code: CloseCode, reason: string): void {
    this.socket.close(code, reason);
    setTimeout(() => this.cutOff(), CLOSE_GRACE_MS).unref();
  }

  /** Ends the connection without a word. */
  cutOff(): void {
    this.socket.terminate();
  }
}
