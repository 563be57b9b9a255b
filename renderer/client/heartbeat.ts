import type { Effects } from './effects.ts';

export const PING_EVERY_MS = 25_000;
export const PONG_WITHIN_MS = 10_000;
/** After a wake somebody is looking at the page and waiting. */
export const PONG_AFTER_WAKE_MS = 4_000;

export interface HeartbeatDeps {
  effects: Pick<Effects, 'setTimer' | 'clearTimer'>;
  ping(): void;
  /** No pong came in time. */
  died(): void;
}

/** Finds out whether a connection that says nothing is quiet or dead. */
export interface Heartbeat {
  start(): void;
  stop(): void;
  /** Asks at once. */
  probe(): void;
  /** Call for every frame received. */
  heard(isPong: boolean): void;
}

export function createHeartbeat({ effects, ping, died }: HeartbeatDeps): Heartbeat {
  let timer: number | null = null;
  let pongWithinMs: number | null = null;

  function arm(ms: number, callback: () => void): void {
    if (timer !== null) effects.clearTimer(timer);
    timer = effects.setTimer(callback, ms);
  }

  function start(): void {
    pongWithinMs = null;
    arm(PING_EVERY_MS, () => {
      ask(PONG_WITHIN_MS);
    });
  }

  function ask(withinMs: number): void {
    pongWithinMs = withinMs;
    arm(withinMs, died);
    ping();
  }

  return {
    start,
    stop() {
      if (timer !== null) effects.clearTimer(timer);
      timer = null;
      pongWithinMs = null;
    },
    probe() {
      ask(PONG_AFTER_WAKE_MS);
    },
    heard(isPong) {
      if (pongWithinMs === null) return;
      // Other frames only put the end off: they may have lain in this machine's own buffers since before its sleep.
      if (isPong) start();
      else arm(pongWithinMs, died);
    },
  };
}
