import { CLOSE } from '../protocol/close-codes.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ClientConnection } from './client-connection.ts';

const SWEEP_MS = 5_000;

/**
 * Finds connections whose other end has gone without a word (a phone asleep, a cable pulled) and lets them
 * go. After the host itself has slept, everybody gets a fresh chance: their silence was ours.
 */
export class Heartbeat {
  private readonly connections: () => Iterable<ClientConnection>;
  private readonly timer: NodeJS.Timeout;
  private sweptAt = performance.now();

  constructor(connections: () => Iterable<ClientConnection>) {
    this.connections = connections;
    this.timer = setInterval(() => this.sweep(performance.now()), SWEEP_MS);
    this.timer.unref();
  }

  /**
   * Asks every connection at once, after a sleep that somebody told of. One that died meanwhile does not answer and
   * is let go within seconds, instead of after the whole time that a silence may last.
   */
  wake(): void {
    const now = performance.now();
    this.sweptAt = now;
    for (const connection of this.connections()) {
      connection.heardAt = now - LIMITS.silenceTimeoutMs + LIMITS.wakeAnswerTimeoutMs;
      connection.pingedAt = now;
      connection.ping();
    }
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private sweep(now: number): void {
    const hasSlept = now - this.sweptAt > 3 * SWEEP_MS;
    this.sweptAt = now;
    for (const connection of this.connections()) {
      if (hasSlept) connection.heardAt = now;
      if (now - connection.heardAt > LIMITS.silenceTimeoutMs)
        connection.close(CLOSE.timeout, 'silent too long');
      else if (hasSlept || now - connection.pingedAt >= LIMITS.pingIntervalMs) {
        connection.pingedAt = now;
        connection.ping();
      }
    }
  }
}
