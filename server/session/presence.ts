import { LIMITS } from '../protocol/limits.ts';

/** Who came and who went, once per batch. */
export interface PresenceChange {
  online: number[];
  offline: number[];
}

/**
 * Who is connected. Changes are gathered and told in batches: telling everybody about each arrival would
 * cost the square of the people. Going offline waits a moment, so that a page reload is not seen.
 */
export class Presence {
  private readonly onChange: (change: PresenceChange) => void;
  /** Where this counts the connections of one door: the presence that counts those of all of them. */
  private readonly whole: Presence | null;
  private readonly connections = new Map<number, number>();
  /** As last told to everybody, apart from what is pending. */
  private readonly online = new Set<number>();
  private readonly leaving = new Map<number, NodeJS.Timeout>();
  /** What has changed since the last batch: user id -> how it was told before. */
  private readonly toldBefore = new Map<number, boolean>();
  private timer: NodeJS.Timeout | undefined;
  /** Inside of the list of ids as JSON. Arrivals are added at its end; a departure means making it anew when next asked. */
  private onlineList: string | undefined;

  constructor(onChange: (change: PresenceChange) => void, whole: Presence | null = null) {
    this.onChange = onChange;
    this.whole = whole;
  }

  connected(userId: number): void {
    this.whole?.connected(userId);
    this.connections.set(userId, (this.connections.get(userId) ?? 0) + 1);
    clearTimeout(this.leaving.get(userId));
    this.leaving.delete(userId);
    this.set(userId, true);
  }

  disconnected(userId: number): void {
    this.whole?.disconnected(userId);
    const left = (this.connections.get(userId) ?? 1) - 1;
    if (left > 0) {
      this.connections.set(userId, left);
      return;
    }
    this.connections.delete(userId);
    const timer = setTimeout(() => {
      this.leaving.delete(userId);
      this.set(userId, false);
    }, LIMITS.offlineGraceMs);
    // Connections that go when the host stops must not keep it from ending.
    timer.unref();
    this.leaving.set(userId, timer);
  }

  isOnline(userId: number): boolean {
    return this.online.has(userId);
  }

  onlineCount(): number {
    return this.online.size;
  }

  onlineIds(): Iterable<number> {
    return this.online;
  }

  connectionCount(userId: number): number {
    return this.connections.get(userId) ?? 0;
  }

  /**
   * The ids of all who are here, as a JSON array of texts. Everybody who comes is sent it: made anew for each, the
   * work of many coming at once would grow with the square of their number.
   */
  onlineIdsJson(): string {
    this.onlineList ??= Array.from(this.online, (userId) => `"${userId}"`).join(',');
    return `[${this.onlineList}]`;
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const timer of this.leaving.values()) clearTimeout(timer);
    this.leaving.clear();
  }

  private set(userId: number, isOnline: boolean): void {
    const before = this.online.has(userId);
    if (before === isOnline) return;
    if (isOnline) {
      this.online.add(userId);
      if (this.onlineList !== undefined) this.onlineList += `${this.onlineList === '' ? '' : ','}"${userId}"`;
    } else {
      this.online.delete(userId);
      this.onlineList = undefined;
    }
    if (!this.toldBefore.has(userId)) this.toldBefore.set(userId, before);
    this.timer ??= setTimeout(() => this.tell(), LIMITS.presenceBatchMs);
  }

  private tell(): void {
    this.timer = undefined;
    const change: PresenceChange = { online: [], offline: [] };
    for (const [userId, before] of this.toldBefore) {
      const now = this.online.has(userId);
      // Came and went within one batch: nobody needs to know.
      if (now !== before) (now ? change.online : change.offline).push(userId);
    }
    this.toldBefore.clear();
    if (change.online.length + change.offline.length > 0) this.onChange(change);
  }
}
