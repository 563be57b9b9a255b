import type { Message } from './message.ts';
import type { RoomKind } from './room.ts';
import type { User } from './user.ts';

/** What everybody who sees a room may know of it; personal fields (unread, joined) are each client's own. */
export interface RoomFacts {
  id: string;
  kind: RoomKind;
  name: string;
  topic: string;
  isDefault: boolean;
  /** Null for the rooms a host begins with. */
  createdById: string | null;
  createdAt: string;
  archivedAt: string | null;
  /** Only those who look after the room write in it: its maker, the host's owner and admins. */
  isAnnounceOnly: boolean;
  /** How long everybody else waits between two messages; 0 for no wait. */
  slowModeSeconds: number;
  /** Null for default rooms, where everybody is a member. */
  memberIds: string[] | null;
}

/**
 * A durable change, stored with the next `seq` in the transaction that made it.
 * Clients must ignore kinds they do not know: later versions add some.
 */
export type LogEvent = { seq: number } & (
  | { kind: 'message.created'; roomId: string; message: Message }
  | { kind: 'message.edited'; roomId: string; message: Message }
  | { kind: 'message.deleted'; roomId: string; message: Message }
  | { kind: 'message.reacted'; roomId: string; messageId: string; emoji: string; userId: string; on: boolean }
  /** `confirmedCount` is what it has come to, so that hearing of it twice does no harm. */
  | { kind: 'message.confirmed'; roomId: string; messageId: string; userId: string; confirmedCount: number }
  /** Whoever has not confirmed yet is reminded, by `userId`. */
  | { kind: 'message.reminded'; roomId: string; messageId: string; userId: string }
  | { kind: 'room.created'; roomId: string; room: RoomFacts }
  | { kind: 'room.updated'; roomId: string; room: RoomFacts }
  | { kind: 'room.archived'; roomId: string; room: RoomFacts }
  | { kind: 'member.joined'; roomId: string; userId: string; room: RoomFacts }
  | { kind: 'member.left'; roomId: string; userId: string }
  | { kind: 'read.moved'; roomId: string; userId: string; readSeq: number }
  | { kind: 'user.created'; user: User }
  | { kind: 'user.updated'; user: User }
  | { kind: 'user.retired'; user: User }
  | { kind: 'server.updated'; name: string }
);

export type LogEventKind = LogEvent['kind'];
