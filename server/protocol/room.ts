export type RoomKind = 'public' | 'private' | 'direct';

/** A room as one person sees it. */
export interface Room {
  id: string;
  kind: RoomKind;
  /** Empty for direct rooms: pages show the other person's name. */
  name: string;
  topic: string;
  /** Everybody is in a default room from their first sign-in; it can't be left. */
  isDefault: boolean;
  joined: boolean;
  /** Who made it; null for the rooms a host begins with. */
  createdById: string | null;
  createdAt: string;
  archivedAt: string | null;
  memberCount: number;
  onlineCount: number;
  /** Others' messages after the read marker, at most `LIMITS.unreadCountMax`. */
  unreadCount: number;
  /** The seq of the newest message, 0 for an empty room. */
  lastSeq: number;
  /** The reader's own marker: everything up to this seq has been seen. */
  lastReadSeq: number;
  /** Who is in it; null for default rooms (everybody) and for rooms not joined. */
  memberIds: string[] | null;
  /** In direct rooms, how far the other person has read; null elsewhere. */
  otherReadSeq: number | null;
}
