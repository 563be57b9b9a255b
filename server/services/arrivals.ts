import type { Arrival } from '../protocol/admin.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { Directory } from './directory.ts';

interface Seen {
  at: number;
  isOtherDevice: boolean;
}

/** The addresses of this machine that are remembered as a way in; a machine has a handful. */
const WAYS_IN_MAX = 64;

/** Who and what has come in since the host started. */
export class Arrivals {
  private readonly isOwnAddress: (address: string) => boolean;
  private readonly now: () => number;
  /** By user id, in the order in which they came; only the last ones are kept. */
  private readonly newest = new Map<number, Seen>();
  /** Everybody who has been noted, so that nobody arrives twice. */
  private readonly known = new Set<number>();
  private readonly ways = new Set<string>();
  private hasOther = false;

  /** @param isOwnAddress whether a socket's remote address is this machine itself */
  constructor(isOwnAddress: (address: string) => boolean, now: () => number) {
    this.isOwnAddress = isOwnAddress;
    this.now = now;
  }

  /** Somebody was let in. Their first time counts, and the first time from another device. */
  personCameIn(userId: number, address: string): void {
    const seen = this.newest.get(userId);
    if (this.known.has(userId) && (!seen || seen.isOtherDevice)) return;
    const isOtherDevice = !this.isOwnAddress(address);
    if (seen && !isOtherDevice) return;
    this.known.add(userId);
    this.newest.delete(userId);
    this.newest.set(userId, { at: this.now(), isOtherDevice });
    for (const oldest of this.newest.keys()) {
      if (this.newest.size <= LIMITS.arrivalsShown) break;
      this.newest.delete(oldest);
    }
    if (isOtherDevice) this.hasOther = true;
  }

  /**
   * A page was opened from a device.
   *
   * @param localAddress the address of this machine at which it came in
   */
  deviceCameIn(remoteAddress: string, localAddress: string): void {
    // Nothing new to learn: most requests end here.
    if (this.hasOther && this.ways.has(localAddress)) return;
    if (remoteAddress === '' || this.isOwnAddress(remoteAddress)) return;
    this.hasOther = true;
    if (this.ways.size < WAYS_IN_MAX) this.ways.add(localAddress);
  }

  /** Whether a device other than this machine has come in since the start. */
  get hasOtherDeviceArrived(): boolean {
    return this.hasOther;
  }

  /** The addresses of this machine at which other devices have come in. */
  waysIn(): ReadonlySet<string> {
    return this.ways;
  }

  /** Newest first. */
  list(directory: Pick<Directory, 'author'>): Arrival[] {
    return [...this.newest]
      .flatMap(([userId, { at, isOtherDevice }]) => {
        const user = directory.author(userId);
        if (!user) return [];
        return [{ userId, username: user.username, avatarId: user.avatarId, at, isOtherDevice }];
      })
      .reverse();
  }
}
