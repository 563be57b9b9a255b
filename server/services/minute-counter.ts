const SECONDS = 60;

/** Counts what happened over the last minute, by the second, in memory that never grows. */
export class MinuteCounter {
  private readonly now: () => number;
  private readonly counts = new Array<number>(SECONDS).fill(0);
  /** The second that was counted in last. */
  private second: number;

  /** @param now milliseconds of a clock that never jumps */
  constructor(now: () => number) {
    this.now = now;
    this.second = Math.floor(now() / 1000);
  }

  add(count: number): void {
    this.forgetOld();
    const at = this.second % SECONDS;
    this.counts[at] = (this.counts[at] ?? 0) + count;
  }

  /** In the last 60 seconds. */
  total(): number {
    this.forgetOld();
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  private forgetOld(): void {
    const second = Math.floor(this.now() / 1000);
    const passed = Math.min(second - this.second, SECONDS);
    for (let step = 1; step <= passed; step++) this.counts[(this.second + step) % SECONDS] = 0;
    this.second = Math.max(second, this.second);
  }
}
