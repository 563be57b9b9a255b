import type { Bus } from '../events/bus.ts';
import { LIMITS } from '../protocol/limits.ts';
import { hashToken, newToken } from '../services/session-token.ts';

/** A signed-in session. Its id never leaves the host. */
export interface Session {
  id: number;
  userId: number;
}

interface LiveSession extends Session {
  tokenHash: string;
  expiresAt: number;
}

/**
 * Every session that is good right now, by the hash of its token. Held in memory so that telling who asks
 * costs no disk; the rows in the database are the truth and are read once, at the start.
 */
export class Sessions {
  private readonly serverId: string;
  private readonly now: () => number;
  private readonly bus: Bus;
  /** Of the host window, oldest first. */
  private windowIds: number[] = [];
  private lastWindowId = 0;
  private readonly byHash = new Map<string, LiveSession>();
  private readonly byId = new Map<number, LiveSession>();
  private used = new Set<number>();

  constructor(serverId: string, stored: readonly LiveSession[], bus: Bus, now: () => number) {
    this.serverId = serverId;
    this.now = now;
    this.bus = bus;
    for (const session of stored) this.add(session);
    bus.on('sessionOpened', (session) => this.add(session));
    bus.on('sessionsEnded', ({ sessionIds }) => {
      for (const id of sessionIds) this.remove(id);
    });
  }

  /** Whose token this is, or null for one that is unknown, ended or past its time. */
  authenticate(token: string | null): Session | null {
    if (token === null) return null;
    const session = this.byHash.get(hashToken(this.serverId, token));
    if (!session || session.expiresAt <= this.now()) return null;
    this.used.add(session.id);
    return session;
  }

  /**
   * A session for the host's own window. It is in memory alone, so that it ends with the host at the latest and
   * no sign-in elsewhere or change of password ends it before: who sits at the host always gets in.
   *
   * @returns its token
   */
  openForHostWindow(userId: number): string {
    const token = newToken();
    // Below 0, where no stored session is.
    const id = --this.lastWindowId;
    this.add({ id, userId, tokenHash: hashToken(this.serverId, token), expiresAt: Number.POSITIVE_INFINITY });
    this.windowIds.push(id);
    const ended = this.windowIds.splice(0, Math.max(0, this.windowIds.length - LIMITS.hostWindowSessionsMax));
    if (ended.length > 0) this.bus.publish('sessionsEnded', { sessionIds: ended, reason: 'signed_out' });
    return token;
  }

  /** Whose live session has this token hash. */
  userIdByHash(tokenHash: string): number | undefined {
    return this.byHash.get(tokenHash)?.userId;
  }

  /** The sessions used since the last call, for noting it in the database now and then. */
  takeUsed(expiresAt: number): number[] {
    const ids = [...this.used].filter((id) => id > 0 && this.byId.has(id));
    this.used = new Set();
    for (const id of ids) {
      const session = this.byId.get(id);
      if (session) session.expiresAt = expiresAt;
    }
    return ids;
  }

  private add(session: LiveSession): void {
    const live = { ...session };
    this.byHash.set(live.tokenHash, live);
    this.byId.set(live.id, live);
  }

  private remove(sessionId: number): void {
    const session = this.byId.get(sessionId);
    if (!session) return;
    this.byId.delete(sessionId);
    this.byHash.delete(session.tokenHash);
  }
}
