import type { SeedConnection } from './seed-connection.ts';

/** Who sits where: each person's one connection that has said it is online, and the room it is in. */
export class Seats {
  private readonly byUser = new Map<number, SeedConnection>();
  private readonly byRoom = new Map<number, Set<SeedConnection>>();

  get isEmpty(): boolean {
    return this.byUser.size === 0;
  }

  of(userId: number): SeedConnection | undefined {
    return this.byUser.get(userId);
  }

  inRoom(roomId: number): Iterable<SeedConnection> {
    return this.byRoom.get(roomId) ?? [];
  }

  hasAnybodyIn(roomId: number): boolean {
    return this.byRoom.has(roomId);
  }

  /** Seats a connection in a room; whoever sat in the same person's place has lost it. */
  take(connection: SeedConnection, roomId: number): void {
    const before = this.byUser.get(connection.session.userId);
    if (before) this.leave(before);
    connection.roomId = roomId;
    this.byUser.set(connection.session.userId, connection);
    const others = this.byRoom.get(roomId) ?? new Set();
    this.byRoom.set(roomId, others.add(connection));
  }

  /** @returns the room it sat in, or null where it had no seat */
  leave(connection: SeedConnection): number | null {
    const { roomId, session } = connection;
    if (roomId === null) return null;
    connection.roomId = null;
    this.byUser.delete(session.userId);
    const others = this.byRoom.get(roomId);
    others?.delete(connection);
    if (others?.size === 0) this.byRoom.delete(roomId);
    return roomId;
  }
}
