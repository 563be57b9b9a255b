/** Lets a few pass in each window of time, so that one person can't cover the host's screen. */
export class FloodGate {
  readonly #burst: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  #passed: number[] = [];

  /** @param now milliseconds that never go back */
  constructor(burst: number, windowMs: number, now: () => number) {
    this.#burst = burst;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Whether one more may pass now, which it is then taken to do. */
  pass(): boolean {
    const now = this.#now();
    this.#passed = this.#passed.filter((at) => now - at < this.#windowMs);
    if (this.#passed.length >= this.#burst) return false;
    this.#passed.push(now);
    return true;
  }
}
