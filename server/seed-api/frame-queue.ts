import { setTimeout as delay } from 'node:timers/promises';
import { LIMITS } from '../protocol/limits.ts';
import type { RateLimiter } from '../session/rate-limiter.ts';

export interface FrameQueueOptions {
  /** Must not reject. */
  handle: (text: string) => Promise<void>;
  /** The reader should stop reading, or may go on. */
  pause: () => void;
  resume: () => void;
}

/**
 * One connection's frames, handled one after another. What waits is bounded: once reading is paused, no more
 * comes than the network had handed over already.
 */
export class FrameQueue {
  private readonly options: FrameQueueOptions;
  private waiting: string[] = [];
  private isBusy = false;

  constructor(options: FrameQueueOptions) {
    this.options = options;
  }

  push(text: string): void {
    this.waiting.push(text);
    if (this.waiting.length > LIMITS.seedQueuedFramesMax) this.options.pause();
    if (!this.isBusy) void this.work();
  }

  /** Forgets what waits. */
  clear(): void {
    this.waiting = [];
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    for (let text = this.waiting.shift(); text !== undefined; text = this.waiting.shift()) {
      await this.options.handle(text);
      if (this.waiting.length === 0) this.options.resume();
    }
    this.isBusy = false;
  }
}

/**
 * Waits until the limiter lets this key go on. The original has no limits, so its clients know no refusal for
 * being fast: here they are slowed, by not being read meanwhile, and lose nothing.
 */
export async function untilAllowed(limiter: RateLimiter | null, key: string): Promise<void> {
  if (!limiter) return;
  for (let wait = limiter.take(key); wait > 0; wait = limiter.take(key))
    await delay(wait * 1000, undefined, { ref: false });
}
