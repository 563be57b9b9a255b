import type { Effects } from '../../../../renderer/client/effects.ts';

interface Timer {
  id: number;
  at: number;
  callback: () => void;
}

/** Time that passes only when a test says so. */
export class ManualClock implements Pick<Effects, 'now' | 'setTimer' | 'clearTimer'> {
  private time: number;
  private timers: Timer[] = [];
  private nextId = 1;

  constructor(startMs = Date.UTC(2026, 0, 5, 9)) {
    this.time = startMs;
  }

  readonly now = (): number => this.time;

  readonly setTimer = (callback: () => void, ms: number): number => {
    const id = this.nextId++;
    this.timers.push({ id, at: this.time + ms, callback });
    return id;
  };

  readonly clearTimer = (id: number): void => {
    this.timers = this.timers.filter((timer) => timer.id !== id);
  };

  get pendingCount(): number {
    return this.timers.length;
  }

  /** Lets `ms` pass: every timer due is called in its order, at its time. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.nextDue(end);
      if (!next) break;
      this.time = Math.max(this.time, next.at);
      this.run(next);
      await settle();
    }
    this.time = end;
  }

  /** The machine sleeps: time passes, and what was due meanwhile is called late, all at once. */
  async sleep(ms: number): Promise<void> {
    this.time += ms;
    await this.pass(0);
  }

  private nextDue(end: number): Timer | undefined {
    return this.timers
      .filter(({ at }) => at <= end)
      .sort((one, other) => one.at - other.at || one.id - other.id)[0];
  }

  private run(timer: Timer): void {
    this.clearTimer(timer.id);
    timer.callback();
  }
}

/** Lets promises that are ready go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
