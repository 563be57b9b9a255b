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
  /** Only those who look after the room write in it: its maker, the host's owner and admins. */
  isAnnounceOnly: boolean;
  /** How long everybody else waits between two messages; 0 for no wait. */
  slowModeSeconds: number;
  /** How long the reader still had to wait in slow mode at the moment of this answer; 0 where they may write. */
  slowModeWaitSeconds: number;
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
  /** Messages that wait for the reader's confirmation, oldest first; those of the last weeks. */
  toConfirmIds: string[];
  /** In direct rooms, how far the other person has read; null elsewhere. */
  otherReadSeq: number | null;
}
