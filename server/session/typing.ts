import { LIMITS } from '../protocol/limits.ts';

/** Who is typing where, gathered and told in batches; never stored, first to go under pressure. */
export class Typing {
  private readonly onTyping: (roomId: number, userIds: number[]) => void;
  private readonly now: () => number;
  private readonly lastTold = new Map<string, number>();
  private waiting = new Map<number, Set<number>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(onTyping: (roomId: number, userIds: number[]) => void, now: () => number) {
    this.onTyping = onTyping;
    this.now = now;
  }

  typing(userId: number, roomId: number): void {
    const key = `${userId}:${roomId}`;
    const now = this.now();
    const last = this.lastTold.get(key);
    if (last !== undefined && Math.abs(now - last) < LIMITS.typingRepeatMs / 2) return;
    this.lastTold.delete(key);
    this.lastTold.set(key, now);
    for (const oldest of this.lastTold.keys()) {
      if (this.lastTold.size <= LIMITS.limiterKeysMax) break;
      this.lastTold.delete(oldest);
    }
    const users = this.waiting.get(roomId) ?? new Set();
    this.waiting.set(roomId, users.add(userId));
    this.timer ??= setTimeout(() => this.tell(), LIMITS.typingBatchMs);
  }

  /** Their message is out: a note that they are typing it must not come after it. */
  sent(userId: number, roomId: number): void {
    this.waiting.get(roomId)?.delete(userId);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private tell(): void {
    this.timer = undefined;
    const rooms = this.waiting;
    this.waiting = new Map();
    for (const [roomId, userIds] of rooms)
      this.onTyping(roomId, [...userIds].slice(0, LIMITS.typingNamesMax));
  }
}
