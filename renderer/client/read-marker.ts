import { LIMITS } from '../../server/protocol/limits.ts';
import type { Effects } from './effects.ts';

export interface ReadMarkerDeps {
  effects: Pick<Effects, 'setTimer' | 'clearTimer'>;
  transmit(roomId: string, seq: number): void;
}

/** Tells the host how far one has read: the newest word per room, and not on every scroll. */
export interface ReadMarker {
  move(roomId: string, seq: number): void;
  /** The host knows of this much. */
  confirmed(roomId: string, seq: number): void;
  /** Markers the host may not know of yet, by room. */
  unconfirmed(): ReadonlyMap<string, number>;
  /** Tells everything unconfirmed, again where need be. */
  flush(): void;
  close(): void;
}

export function createReadMarker({ effects, transmit }: ReadMarkerDeps): ReadMarker {
  const wanted = new Map<string, number>();
  const timers = new Map<string, number>();

  function tell(roomId: string): void {
    const timer = timers.get(roomId);
    if (timer !== undefined) effects.clearTimer(timer);
    timers.delete(roomId);
    const seq = wanted.get(roomId);
    if (seq !== undefined) transmit(roomId, seq);
  }

  return {
    move(roomId, seq) {
      if (seq <= (wanted.get(roomId) ?? 0)) return;
      wanted.set(roomId, seq);
      if (timers.has(roomId)) return;
      timers.set(
        roomId,
        effects.setTimer(() => {
          tell(roomId);
        }, LIMITS.readMarkerFlushMs),
      );
    },
    confirmed(roomId, seq) {
      if ((wanted.get(roomId) ?? Infinity) <= seq) wanted.delete(roomId);
    },
    unconfirmed: () => wanted,
    flush() {
      for (const roomId of [...wanted.keys()]) tell(roomId);
    },
    close() {
      for (const roomId of [...timers.keys()]) tell(roomId);
    },
  };
}
