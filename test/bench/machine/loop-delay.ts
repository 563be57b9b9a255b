import { Histogram } from '../load/histogram.ts';

const TICK_MS = 1;

/**
 * How late the event loop is, looked at every millisecond. A stall counts for every look that should have been made
 * while it lasted: one of 100 ms is a hundred late looks, not one.
 */
export class LoopDelay {
  private readonly micros = new Histogram();
  private lastAt = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.timer = setInterval(() => this.look(), TICK_MS);
    this.timer.unref();
  }

  /** In milliseconds. */
  read(): { p50: number; p99: number; max: number } {
    this.look();
    const { micros } = this;
    return { p50: micros.percentile(50) / 1000, p99: micros.percentile(99) / 1000, max: micros.max / 1000 };
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    // Timers have a grain of a millisecond themselves.
    for (let late = now - this.lastAt - 2 * TICK_MS; late > -TICK_MS; late -= TICK_MS)
      this.micros.record(late * 1000);
    this.lastAt = now;
  }
}
