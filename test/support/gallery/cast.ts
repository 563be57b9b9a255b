import type { Room } from '../../../server/protocol/room.ts';
import type { Me, User } from '../../../server/protocol/user.ts';
import type { ClientState, TimelineMessage } from '../../../renderer/client/types.ts';

const CREATED = '2026-01-04T08:00:00.000Z';

const NAMES = [
  'Mara',
  'Jonas',
  'Priya',
  '李小雨',
  'Tomás Iriarte-Vandenberghe III',
  'سارة',
  'Wen',
  'Olu',
  'Bea',
  'Kit',
];

export const USERS: ReadonlyMap<string, User> = new Map(
  NAMES.map((username, index) => {
    const id = String(index + 1);
    const role = index === 0 ? 'owner' : index === 1 ? 'admin' : 'guest';
    return [id, { id, username, avatarId: String(index * 5 + 3), role, createdAt: CREATED } satisfies User];
  }),
);

export const MARA: Me = { ...USERS.get('1')!, hasPassword: true };
export const GUEST: Me = { ...USERS.get('9')!, hasPassword: false };

/** A room with everything plain; a scene says what is special about it. */
export function room(id: string, name: string, facts: Partial<Room> = {}): Room {
  return {
    id,
    kind: 'public',
    name,
    topic: '',
    isDefault: true,
    joined: true,
    createdById: null,
    createdAt: CREATED,
    archivedAt: null,
    isAnnounceOnly: false,
    slowModeSeconds: 0,
    slowModeWaitSeconds: 0,
    toConfirmIds: [],
    memberCount: NAMES.length,
    onlineCount: 6,
    unreadCount: 0,
    lastSeq: 0,
    lastReadSeq: 0,
    memberIds: null,
    otherReadSeq: null,
    ...facts,
  };
}

export const ROOMS: readonly Room[] = [
  room('1', 'Front Porch', { topic: 'Say hello. Everybody is here.' }),
  room('2', 'Kitchen Table', { unreadCount: 3 }),
  room('3', 'Workshop'),
  room('4', 'Library', { unreadCount: 1_000 }),
  room('5', 'Night shift', { isDefault: false, joined: false, memberCount: 4, onlineCount: 2 }),
  room('6', 'Birthday plan', {
    kind: 'private',
    isDefault: false,
    memberIds: ['1', '2', '7'],
    memberCount: 3,
    onlineCount: 2,
  }),
  room('7', '', {
    kind: 'direct',
    isDefault: false,
    memberIds: ['1', '3'],
    memberCount: 2,
    unreadCount: 2,
    lastSeq: 9,
    otherReadSeq: 8,
  }),
  room('8', '', {
    kind: 'direct',
    isDefault: false,
    memberIds: ['1', '5'],
    memberCount: 2,
    lastSeq: 4,
    otherReadSeq: 0,
  }),
  room('9', 'Old plans', { isDefault: false, archivedAt: CREATED }),
];

/** The state of a client that is connected and has everything. */
export function clientState(facts: Partial<ClientState> = {}): ClientState {
  return {
    connection: { kind: 'live' },
    serverId: 'gallery',
    serverName: 'Ridge House',
    me: MARA,
    users: USERS,
    onlineIds: new Set(['1', '2', '3', '4', '7', '9']),
    rooms: new Map(ROOMS.map((each) => [each.id, each])),
    typing: new Map(),
    waitingCount: 0,
    slowPosts: new Map(),
    reminder: null,
    ...facts,
  };
}

/** A stored message, `minutesAgo` from now. */
export function message(
  seq: number,
  senderId: string,
  text: string,
  minutesAgo: number,
  facts: Partial<TimelineMessage> = {},
): TimelineMessage {
  return {
    id: `m${seq}`,
    seq,
    roomId: '1',
    senderId,
    senderName: USERS.get(senderId)?.username ?? 'Somebody',
    text,
    createdAt: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    files: [],
    reactions: [],
    clientMessageId: `c${seq}`,
    delivery: { kind: 'stored' },
    ...facts,
  };
}
