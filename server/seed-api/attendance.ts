import type { Directory } from '../services/directory.ts';
import { SEED_ROOM_IDS } from './seed-rooms.ts';
import type { Seats } from './seats.ts';

/** Who is connected through Porchlight's own door. */
export interface PageVisitors {
  isOnline(userId: number): boolean;
  onlineIds(): Iterable<number>;
}

/**
 * Who is in a room, in the original's sense of being there now: whoever sits in it through this door, and
 * everybody connected through Porchlight who is a member of it. Each person counts once.
 */
export class Attendance {
  private readonly seats: Seats;
  private readonly pages: PageVisitors;
  private readonly directory: Directory;

  constructor(seats: Seats, pages: PageVisitors, directory: Directory) {
    this.seats = seats;
    this.pages = pages;
    this.directory = directory;
  }

  peopleIn(roomId: number): Set<number> {
    const people = new Set<number>();
    for (const userId of this.pages.onlineIds())
      if (this.directory.isMember(roomId, userId)) people.add(userId);
    for (const connection of this.seats.inRoom(roomId)) people.add(connection.session.userId);
    return people;
  }

  isThroughPages(roomId: number, userId: number): boolean {
    return this.pages.isOnline(userId) && this.directory.isMember(roomId, userId);
  }

  /** Every room with the number of people in it, as the original's front page lists them. */
  rooms(): { id: number; num: number }[] {
    return SEED_ROOM_IDS.map((id) => ({ id, num: this.peopleIn(id).size }));
  }
}
