import { LIMITS } from '../../server/protocol/limits.ts';
import type { Effects } from './effects.ts';

/** Two repeats and a breath: one lost frame must not make the line flicker. */
export const TYPING_FORGOTTEN_AFTER_MS = 5_000;

export interface TypingDeps {
  effects: Pick<Effects, 'now' | 'setTimer' | 'clearTimer'>;
  changed(typing: ReadonlyMap<string, readonly string[]>): void;
  tell(roomId: string): void;
}

/** Who is typing where, and telling it of oneself. */
export interface Typing {
  heard(roomId: string, userIds: readonly string[]): void;
  /** Their message is here. */
  stopped(roomId: string, userId: string): void;
  /** Tells the room, but not on every key. */
  tell(roomId: string): void;
  /** One's own message was sent: the next key tells again at once. */
  sent(roomId: string): void;
  clear(): void;
}

export function createTyping({ effects, changed, tell }: TypingDeps): Typing {
  const rooms = new Map<string, Map<string, number>>();
  const toldAt = new Map<string, number>();
  let timer: number | null = null;

  function publish(): void {
    changed(new Map([...rooms].map(([roomId, people]) => [roomId, [...people.keys()]])));
  }

  function schedule(): void {
    if (timer !== null) effects.clearTimer(timer);
    const ends = [...rooms.values()].flatMap((people) => [...people.values()]);
    timer =
      ends.length === 0 ? null : effects.setTimer(forgetOld, Math.max(0, Math.min(...ends) - effects.now()));
  }

  function forgetOld(): void {
    for (const [roomId, people] of rooms) {
      for (const [userId, until] of people) {
        if (until <= effects.now()) people.delete(userId);
      }
      if (people.size === 0) rooms.delete(roomId);
    }
    schedule();
    publish();
  }

  return {
    heard(roomId, userIds) {
      if (userIds.length === 0) return;
      const people = rooms.get(roomId) ?? new Map<string, number>();
      const known = people.size;
      for (const userId of userIds) people.set(userId, effects.now() + TYPING_FORGOTTEN_AFTER_MS);
      rooms.set(roomId, people);
      schedule();
      if (people.size !== known) publish();
    },
    stopped(roomId, userId) {
      const people = rooms.get(roomId);
      if (!people?.delete(userId)) return;
      if (people.size === 0) rooms.delete(roomId);
      schedule();
      publish();
    },
    tell(roomId) {
      const now = effects.now();
      if (now - (toldAt.get(roomId) ?? -Infinity) < LIMITS.typingRepeatMs) return;
      toldAt.set(roomId, now);
      tell(roomId);
    },
    sent(roomId) {
      toldAt.delete(roomId);
    },
    clear() {
      if (rooms.size === 0) return;
      rooms.clear();
      schedule();
      publish();
    },
  };
}
