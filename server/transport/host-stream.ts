import type { Response } from 'express';
import type { Bus } from '../events/bus.ts';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';

interface OpenStream {
  sessionId: number;
  response: Response;
  /** What was written last has not gone out yet. */
  isBusy: boolean;
  /** The newest text that came meanwhile. */
  waiting: string | null;
  /** When its reader last took everything, by a clock that never jumps. */
  drainedAt: number;
  end: () => void;
}

/**
 * The open host screens, as streams of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 * A slow reader is never written ahead to: it gets the newest state once it has taken the one before.
 */
export class HostStreams {
  private readonly streams = new Set<OpenStream>();
  private readonly heartbeat: NodeJS.Timeout;

  constructor(bus: Bus) {
    bus.on('sessionsEnded', ({ sessionIds }) => {
      for (const stream of [...this.streams]) if (sessionIds.includes(stream.sessionId)) this.close(stream);
    });
    this.heartbeat = setInterval(() => this.beat(), LIMITS.hostStreamHeartbeatMs);
    this.heartbeat.unref();
  }

  /**
   * Answers with a stream.
   *
   * @param follow calls back with each state as JSON, and gives what ends that; throws where it may not be seen
   * @param maySee asked before each state: rights can be taken away
   * @throws AppError `busy` where too many are open, and what `follow` throws
   */
  open(
    response: Response,
    sessionId: number,
    follow: (onState: (json: string) => void) => () => void,
    maySee: () => boolean,
  ): void {
    if (this.streams.size >= LIMITS.hostWatchersMax) throw new AppError('busy');
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    if (response.req.method === 'HEAD') {
      response.end();
      return;
    }
    const stream: OpenStream = {
      sessionId,
      response,
      isBusy: false,
      waiting: null,
      drainedAt: performance.now(),
      end: () => undefined,
    };
    stream.end = follow((json) => {
      if (!maySee()) this.close(stream);
      else this.write(stream, `data: ${json}\n\n`);
    });
    this.streams.add(stream);
    response.on('close', () => this.close(stream));
  }

  /** Ends every stream. */
  stop(): void {
    clearInterval(this.heartbeat);
    for (const stream of [...this.streams]) this.close(stream);
  }

  private write(stream: OpenStream, text: string): void {
    if (stream.isBusy) {
      stream.waiting = text;
      return;
    }
    stream.isBusy = true;
    stream.response.write(text, () => {
      stream.isBusy = false;
      stream.drainedAt = performance.now();
      const { waiting } = stream;
      stream.waiting = null;
      if (waiting !== null && this.streams.has(stream)) this.write(stream, waiting);
    });
  }

  private beat(): void {
    const now = performance.now();
    for (const stream of [...this.streams]) {
      if (!stream.isBusy) this.write(stream, ':\n\n');
      else if (now - stream.drainedAt > LIMITS.hostStreamStallMs) this.close(stream);
    }
  }

  private close(stream: OpenStream): void {
    if (!this.streams.delete(stream)) return;
    stream.end();
    stream.response.end();
    // One that takes nothing does not take its end either.
    if (stream.isBusy) stream.response.destroy();
  }
}
