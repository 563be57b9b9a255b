import type { LogEvent, RoomFacts } from '../../../../server/protocol/event.ts';
import type { Message } from '../../../../server/protocol/message.ts';
import type { Room } from '../../../../server/protocol/room.ts';
import type { Me, User } from '../../../../server/protocol/user.ts';

const DAY = '2026-01-05T09:00:00.000Z';

export const SERVER = { id: 'host-1', name: 'Ridge House' };

export function user(id: string, change: Partial<User> = {}): User {
  return { id, username: `person-${id}`, avatarId: '1', role: 'guest', createdAt: DAY, ...change };
}

export function me(id = '1', change: Partial<Me> = {}): Me {
  return { ...user(id), hasPassword: false, ...change };
}

export function room(id: string, change: Partial<Room> = {}): Room {
  return {
    id,
    kind: 'public',
    name: `room-${id}`,
    topic: '',
    isDefault: true,
    joined: true,
    createdById: null,
    createdAt: DAY,
    archivedAt: null,
    isAnnounceOnly: false,
    slowModeSeconds: 0,
    slowModeWaitSeconds: 0,
    toConfirmIds: [],
    memberCount: 3,
    onlineCount: 0,
    unreadCount: 0,
    lastSeq: 0,
    lastReadSeq: 0,
    memberIds: null,
    otherReadSeq: null,
    ...change,
  };
}

export function facts(id: string, change: Partial<RoomFacts> = {}): RoomFacts {
  const { kind, name, topic, isDefault, createdById, createdAt, archivedAt, memberIds } = room(id);
  const { isAnnounceOnly, slowModeSeconds } = room(id);
  return {
    id,
    kind,
    name,
    topic,
    isDefault,
    createdById,
    createdAt,
    archivedAt,
    isAnnounceOnly,
    slowModeSeconds,
    memberIds,
    ...change,
  };
}

export function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    seq,
    roomId: '10',
    senderId: '2',
    senderName: 'person-2',
    text: `text ${seq}`,
    createdAt: DAY,
    files: [],
    reactions: [],
    clientMessageId: `c${seq}`,
    ...change,
  };
}

export function created(seq: number, change: Partial<Message> = {}): LogEvent {
  const sample = message(seq, change);
  return { seq, kind: 'message.created', roomId: sample.roomId, message: sample };
}
