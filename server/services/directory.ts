import type { CommittedEvent } from '../events/committed-event.ts';
import type { LogEvent, RoomFacts } from '../protocol/event.ts';
import { usernameKey } from '../protocol/text.ts';
import type { User } from '../protocol/user.ts';
import type { StoredState } from '../storage/readers/queries/load-state.ts';
import { toRoomFacts, toUser, type UserRow } from '../storage/rows.ts';

export interface KnownUser {
  id: number;
  user: User;
  hasPassword: boolean;
  isRetired: boolean;
}

export interface KnownRoom {
  id: number;
  facts: RoomFacts;
  /** Empty for default rooms, where everybody is a member. */
  memberIds: Set<number>;
}

/**
 * Who is here, which rooms there are, who is in them: the small part of the database that every request
 * asks for, held in memory and kept true by the committed events.
 */
export class Directory {
  private readonly users = new Map<number, KnownUser>();
  private readonly userIdsByKey = new Map<string, number>();
  private readonly rooms = new Map<number, KnownRoom>();
  private readonly roomIdsByUser = new Map<number, Set<number>>();
  private livingCount = 0;
  private ownerId: number | null = null;

  constructor(state: Pick<StoredState, 'users' | 'rooms' | 'members'>) {
    for (const row of state.users) this.noteAccount(row);
    const members = Map.groupBy(state.members, (member) => member.room_id);
    for (const row of state.rooms) {
      this.putRoom(
        toRoomFacts(
          row,
          (members.get(row.id) ?? []).map((member) => member.user_id),
        ),
      );
    }
  }

  /** Follows the log. Events about messages and reading change nothing here and are not even parsed. */
  apply(events: readonly CommittedEvent[]): void {
    for (const { kind, json } of events) {
      if (kind.startsWith('message.') || kind === 'read.moved' || kind === 'server.updated') continue;
      this.applyOne(JSON.parse(json) as LogEvent);
    }
  }

  /** Takes over an account as just read or written; events alone do not tell about passwords. */
  noteAccount(row: UserRow): void {
    this.putUser(toUser(row), row.has_password === 1, row.retired_at !== null);
  }

  user(userId: number): KnownUser | undefined {
    const known = this.users.get(userId);
    return known?.isRetired ? undefined : known;
  }

  /** Also somebody whose account has gone since: their name and picture stay beside what they wrote. */
  author(userId: number): User | undefined {
    return this.users.get(userId)?.user;
  }

  userByName(username: string): KnownUser | undefined {
    const userId = this.userIdsByKey.get(usernameKey(username));
    return userId === undefined ? undefined : this.user(userId);
  }

  /** Everybody with a living account. */
  livingUsers(): KnownUser[] {
    return [...this.users.values()].filter((known) => !known.isRetired);
  }

  get hasOwner(): boolean {
    return this.owner() !== undefined;
  }

  owner(): KnownUser | undefined {
    return this.ownerId === null ? undefined : this.users.get(this.ownerId);
  }

  get userCount(): number {
    return this.livingCount;
  }

  room(roomId: number): KnownRoom | undefined {
    return this.rooms.get(roomId);
  }

  isMember(roomId: number, userId: number): boolean {
    const room = this.rooms.get(roomId);
    return room !== undefined && (room.facts.isDefault || room.memberIds.has(userId));
  }

  /** Public rooms can be read before joining; others only by their members. */
  mayRead(roomId: number, userId: number): boolean {
    return this.rooms.get(roomId)?.facts.kind === 'public' || this.isMember(roomId, userId);
  }

  /** Member ids of a room; null for default rooms: everybody. */
  membersOf(roomId: number): ReadonlySet<number> | null {
    const room = this.rooms.get(roomId);
    if (!room) return new Set();
    return room.facts.isDefault ? null : room.memberIds;
  }

  /** Rooms with a member list that this person is in (default rooms have none). */
  listedRoomsOf(userId: number): ReadonlySet<number> {
    return this.roomIdsByUser.get(userId) ?? new Set();
  }

  /** Every room this person may see in a list: the public ones and their own. */
  visibleRooms(userId: number): KnownRoom[] {
    return [...this.rooms.values()].filter((room) => this.mayRead(room.id, userId));
  }

  private applyOne(event: LogEvent): void {
    switch (event.kind) {
      case 'user.created':
      case 'user.updated': {
        const known = this.users.get(Number(event.user.id));
        this.putUser(event.user, known?.hasPassword ?? false, false);
        break;
      }
      case 'user.retired':
        this.putUser(event.user, false, true);
        break;
      case 'room.created':
      case 'room.updated':
      case 'room.archived':
      case 'member.joined':
        this.putRoom(event.room);
        break;
      case 'member.left': {
        const [roomId, userId] = [Number(event.roomId), Number(event.userId)];
        const room = this.rooms.get(roomId);
        room?.memberIds.delete(userId);
        if (room?.facts.memberIds) room.facts = { ...room.facts, memberIds: [...room.memberIds].map(String) };
        this.roomIdsByUser.get(userId)?.delete(roomId);
        break;
      }
      case 'message.created':
      case 'message.edited':
      case 'message.deleted':
      case 'message.reacted':
      case 'message.confirmed':
      case 'message.reminded':
      case 'read.moved':
      case 'server.updated':
        break;
    }
  }

  private putUser(user: User, hasPassword: boolean, isRetired: boolean): void {
    const id = Number(user.id);
    const before = this.users.get(id);
    const oldKey = before && usernameKey(before.user.username);
    if (oldKey !== undefined && this.userIdsByKey.get(oldKey) === id) this.userIdsByKey.delete(oldKey);
    if (!isRetired) this.userIdsByKey.set(usernameKey(user.username), id);
    this.livingCount += (isRetired ? 0 : 1) - (before && !before.isRetired ? 1 : 0);
    this.users.set(id, { id, user, hasPassword, isRetired });
    if (user.role === 'owner') this.ownerId = id;
    else if (this.ownerId === id) this.ownerId = null;
  }

  private putRoom(facts: RoomFacts): void {
    const id = Number(facts.id);
    const memberIds = new Set((facts.memberIds ?? []).map(Number));
    this.rooms.set(id, { id, facts, memberIds });
    for (const userId of memberIds) {
      const rooms = this.roomIdsByUser.get(userId) ?? new Set();
      this.roomIdsByUser.set(userId, rooms.add(id));
    }
  }
}
