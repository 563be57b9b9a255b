import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../server/protocol/event.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import type { Room } from '../../../server/protocol/room.ts';
import {
  applyEvent,
  applyPresence,
  applyRoom,
  applyUsers,
  applyWelcome,
  type EventContext,
} from '../../../renderer/client/reducer.ts';
import { initialState } from '../../../renderer/client/state.ts';
import type { ClientState } from '../../../renderer/client/types.ts';
import { moveOwnMarker, recount } from '../../../renderer/client/unread.ts';
import { created, facts, me, message, room, SERVER, user } from './support/samples.ts';

const UNKNOWN = () => null;

function stateWith(...rooms: Room[]): ClientState {
  const state = initialState(SERVER, me('1'));
  return { ...state, rooms: new Map(rooms.map((each) => [each.id, each])) };
}

function apply(state: ClientState, event: LogEvent, context: Partial<EventContext> = {}): ClientState {
  return applyEvent(state, event, { countedSeq: 0, countUnread: UNKNOWN, ...context });
}

function deleted(seq: number, of: number, senderId = '2'): LogEvent {
  return {
    seq,
    kind: 'message.deleted',
    roomId: '10',
    message: message(of, { senderId, text: '', deletedAt: 'd' }),
  };
}

describe('unread counts', () => {
  it('grow by one for each message of another person', () => {
    let state = stateWith(room('10'));
    state = apply(state, created(5));
    state = apply(state, created(6, { senderId: '1' }));
    state = apply(state, created(7));
    expect(state.rooms.get('10')).toMatchObject({ unreadCount: 2, lastSeq: 7 });
  });

  it('do not grow for what the welcome counted, nor twice for one message', () => {
    const state = stateWith(room('10', { unreadCount: 3, lastSeq: 7 }));
    expect(apply(state, created(7), { countedSeq: 8 })).toBe(state);
    expect(apply(state, created(7))).toBe(state);
  });

  it('stop at the limit', () => {
    const state = stateWith(room('10', { unreadCount: LIMITS.unreadCountMax }));
    expect(apply(state, created(5)).rooms.get('10')?.unreadCount).toBe(LIMITS.unreadCountMax);
  });

  it('do not count what is read already, or a room not joined', () => {
    const read = apply(stateWith(room('10', { lastReadSeq: 9 })), created(5));
    expect(read.rooms.get('10')?.unreadCount).toBe(0);
    const notJoined = apply(stateWith(room('10', { joined: false })), created(5));
    expect(notJoined.rooms.get('10')).toMatchObject({ unreadCount: 0, lastSeq: 5 });
  });

  it('lose a message that is deleted unread', () => {
    const state = stateWith(room('10', { unreadCount: 2, lastSeq: 7, lastReadSeq: 4 }));
    expect(apply(state, deleted(8, 6)).rooms.get('10')?.unreadCount).toBe(1);
    expect(apply(state, deleted(8, 4))).toBe(state);
    expect(apply(state, deleted(8, 6, '1'))).toBe(state);
    expect(apply(state, deleted(8, 6), { countedSeq: 8 })).toBe(state);
  });

  it('come out right for a message deleted before its creation was heard of', () => {
    let state = stateWith(room('10'));
    state = apply(state, created(5, { text: '', deletedAt: 'd' }));
    state = apply(state, deleted(6, 5));
    expect(state.rooms.get('10')?.unreadCount).toBe(0);
  });

  it('are zero when everything is read', () => {
    const state = stateWith(room('10', { unreadCount: 2, lastSeq: 7 }));
    const event: LogEvent = { seq: 8, kind: 'read.moved', roomId: '10', userId: '1', readSeq: 7 };
    expect(apply(state, event).rooms.get('10')).toMatchObject({ unreadCount: 0, lastReadSeq: 7 });
  });

  it('are counted anew when a part is read', () => {
    const state = stateWith(room('10', { unreadCount: 5, lastSeq: 7 }));
    const known = { countUnread: () => 2 };
    expect(moveOwnMarker(state, '10', 5, known).rooms.get('10')).toMatchObject({
      unreadCount: 2,
      lastReadSeq: 5,
    });
    const unknown = { countUnread: UNKNOWN };
    expect(moveOwnMarker(state, '10', 5, unknown).rooms.get('10')?.unreadCount).toBe(5);
  });

  it('are counted from the messages wherever these are held', () => {
    const state = stateWith(room('10', { unreadCount: 9, lastSeq: 7 }));
    const counted: [string, number, number][] = [];
    const countUnread = (...asked: [string, number, number]) => {
      counted.push(asked);
      return 4;
    };
    expect(apply(state, created(8), { countUnread }).rooms.get('10')?.unreadCount).toBe(4);
    expect(recount(state, '10', { countUnread }).rooms.get('10')?.unreadCount).toBe(4);
    expect(counted).toEqual([
      ['10', 0, 8],
      ['10', 0, 7],
    ]);
  });

  it('never go back to an older marker', () => {
    const state = stateWith(room('10', { lastSeq: 7, lastReadSeq: 7 }));
    expect(moveOwnMarker(state, '10', 5, { countUnread: UNKNOWN })).toBe(state);
  });
});

describe('read markers of others', () => {
  it('show in direct rooms only', () => {
    const state = stateWith(room('10', { kind: 'direct', otherReadSeq: 3 }), room('11'));
    const event: LogEvent = { seq: 8, kind: 'read.moved', roomId: '10', userId: '2', readSeq: 7 };
    expect(apply(state, event).rooms.get('10')).toMatchObject({ otherReadSeq: 7, lastReadSeq: 0 });
    expect(apply(state, { ...event, readSeq: 2 })).toBe(state);
    expect(apply(state, { ...event, roomId: '11' })).toBe(state);
  });
});

describe('rooms', () => {
  const privateFacts = facts('20', { kind: 'private', isDefault: false, memberIds: ['1', '2'] });

  it('appear joined when one is in them', () => {
    let state = stateWith();
    state = apply(state, { seq: 1, kind: 'room.created', roomId: '20', room: privateFacts });
    state = apply(state, { seq: 2, kind: 'room.created', roomId: '21', room: facts('21') });
    const direct = facts('22', { kind: 'direct', isDefault: false, memberIds: ['3', '1'] });
    state = apply(state, { seq: 3, kind: 'room.created', roomId: '22', room: direct });
    expect(state.rooms.get('20')).toMatchObject({
      joined: true,
      memberIds: ['1', '2'],
      memberCount: 2,
      unreadCount: 0,
    });
    expect(state.rooms.get('21')).toMatchObject({ joined: true, memberIds: null });
    expect(state.rooms.get('22')).toMatchObject({ joined: true, otherReadSeq: 0 });
  });

  it('appear not joined, without names, when one is not', () => {
    const others = facts('20', { isDefault: false, memberIds: ['2'] });
    const state = apply(stateWith(), { seq: 1, kind: 'room.created', roomId: '20', room: others });
    expect(state.rooms.get('20')).toMatchObject({ joined: false, memberIds: null, memberCount: 1 });
  });

  it('keep what is one’s own when they change', () => {
    const state = stateWith(room('10', { unreadCount: 2, lastReadSeq: 5, lastSeq: 9, memberCount: 7 }));
    const renamed = facts('10', { name: 'Kitchen', topic: 'tea', archivedAt: 'then' });
    const after = apply(state, { seq: 10, kind: 'room.archived', roomId: '10', room: renamed });
    expect(after.rooms.get('10')).toMatchObject({
      name: 'Kitchen',
      topic: 'tea',
      archivedAt: 'then',
      unreadCount: 2,
      lastReadSeq: 5,
      lastSeq: 9,
      memberCount: 7,
    });
  });

  it('are joined and left by others', () => {
    let state = stateWith(room('20', { isDefault: false, memberIds: ['1'], memberCount: 1 }));
    state = applyPresence(state, { online: ['1', '2'], offline: [] });
    const together = facts('20', { isDefault: false, memberIds: ['1', '2'] });
    state = apply(state, { seq: 3, kind: 'member.joined', roomId: '20', userId: '2', room: together });
    expect(state.rooms.get('20')).toMatchObject({ memberIds: ['1', '2'], memberCount: 2, onlineCount: 2 });
    state = apply(state, { seq: 4, kind: 'member.left', roomId: '20', userId: '2' });
    expect(state.rooms.get('20')).toMatchObject({
      memberIds: ['1'],
      memberCount: 1,
      onlineCount: 1,
      joined: true,
    });
  });

  it('stay, not joined, when public and left; vanish when private', () => {
    const own = { isDefault: false, memberIds: ['1', '2'], memberCount: 2, unreadCount: 4 };
    const state = stateWith(room('20', own), room('21', { ...own, kind: 'private' }));
    const left = apply(state, { seq: 4, kind: 'member.left', roomId: '20', userId: '1' });
    expect(left.rooms.get('20')).toMatchObject({
      joined: false,
      memberIds: null,
      memberCount: 1,
      unreadCount: 0,
    });
    expect(apply(state, { seq: 4, kind: 'member.left', roomId: '21', userId: '1' }).rooms.has('21')).toBe(
      false,
    );
  });

  it('are not set back by events the welcome knew of', () => {
    const state = stateWith(room('10', { name: 'Kitchen' }));
    const old = { seq: 4, kind: 'room.updated', roomId: '10', room: facts('10') } as const;
    expect(apply(state, old, { countedSeq: 5 })).toBe(state);
    const left = { seq: 4, kind: 'member.left', roomId: '10', userId: '1' } as const;
    expect(apply(state, left, { countedSeq: 5 })).toBe(state);
  });

  it('told over HTTP do not undo what events told since', () => {
    const state = stateWith(room('10', { lastSeq: 9, lastReadSeq: 9 }));
    expect(applyRoom(state, room('10', { lastSeq: 8, unreadCount: 1 }))).toBe(state);
    expect(applyRoom(state, room('10', { lastSeq: 9, lastReadSeq: 7, unreadCount: 1 }))).toBe(state);
    expect(applyRoom(state, room('10', { lastSeq: 9, lastReadSeq: 9, joined: false }))).toBe(state);
    expect(
      applyRoom(state, room('10', { lastSeq: 9, lastReadSeq: 9, name: 'Kitchen' })).rooms.get('10')?.name,
    ).toBe('Kitchen');
    expect(applyRoom(state, room('11')).rooms.size).toBe(2);
  });
});

describe('people', () => {
  it('are in every default room', () => {
    const own = room('20', { isDefault: false, memberIds: ['1'], memberCount: 1 });
    const state = stateWith(room('10', { memberCount: 3 }), own);
    const joined = apply(state, { seq: 4, kind: 'user.created', user: user('4') });
    expect(joined.users.get('4')?.username).toBe('person-4');
    expect(joined.rooms.get('10')?.memberCount).toBe(4);
    expect(joined.rooms.get('20')).toBe(own);
    const retired = apply(joined, { seq: 5, kind: 'user.retired', user: user('4') });
    expect(retired.users.has('4')).toBe(false);
    expect(retired.rooms.get('10')?.memberCount).toBe(3);
  });

  it('are counted once where the welcome knew of them', () => {
    const state = stateWith(room('10', { memberCount: 4 }));
    const after = apply(state, { seq: 4, kind: 'user.created', user: user('4') }, { countedSeq: 4 });
    expect(after.rooms.get('10')?.memberCount).toBe(4);
    expect(after.users.has('4')).toBe(true);
  });

  it('change their names everywhere, oneself included', () => {
    const state = apply(stateWith(), {
      seq: 4,
      kind: 'user.updated',
      user: user('1', { username: 'Ada', role: 'admin' }),
    });
    expect(state.users.get('1')?.username).toBe('Ada');
    expect(state.me).toMatchObject({ username: 'Ada', role: 'admin', hasPassword: false });
  });

  it('read over HTTP are brought up to date with what happened meanwhile', () => {
    const meanwhile: LogEvent[] = [
      { seq: 4, kind: 'user.updated', user: user('2', { username: 'Ada' }) },
      { seq: 5, kind: 'user.created', user: user('4') },
      created(6),
    ];
    const state = applyUsers(stateWith(room('10')), [user('1'), user('2')], meanwhile);
    expect([...state.users.values()].map(({ username }) => username)).toEqual([
      'person-1',
      'Ada',
      'person-4',
    ]);
    expect(state.rooms.get('10')).toMatchObject({ memberCount: 3, unreadCount: 0 });
  });
});

describe('presence', () => {
  it('counts who is online in each room', () => {
    const notJoined = room('21', { isDefault: false, joined: false, onlineCount: 9 });
    let state = stateWith(room('10'), room('20', { isDefault: false, memberIds: ['1', '2'] }), notJoined);
    state = applyPresence(state, { online: ['2', '3'], offline: [] });
    expect(state.rooms.get('10')?.onlineCount).toBe(2);
    expect(state.rooms.get('20')?.onlineCount).toBe(1);
    expect(state.rooms.get('21')).toBe(notJoined);
    state = applyPresence(state, { online: ['1'], offline: ['2'] });
    expect([...state.onlineIds]).toEqual(['3', '1']);
  });

  it('can be told as a whole', () => {
    const state = applyPresence(stateWith(room('10')), { online: ['2', '3'], offline: [] });
    const whole = applyPresence(state, { online: ['4'], offline: [], isComplete: true });
    expect([...whole.onlineIds]).toEqual(['4']);
  });

  it('leaves the identity of rooms whose count is the same', () => {
    const state = applyPresence(stateWith(room('10')), { online: ['2'], offline: [] });
    const after = applyPresence(state, { online: ['3'], offline: ['2'] });
    expect(after.rooms).toBe(state.rooms);
  });
});

describe('the welcome', () => {
  it('brings rooms, presence, names and oneself', () => {
    const state = applyWelcome(stateWith(room('99')), {
      type: 'welcome',
      user: me('1', { username: 'Ada', hasPassword: true }),
      serverId: SERVER.id,
      serverName: 'New name',
      seq: 9,
      rooms: [room('10')],
      onlineIds: ['1', '2'],
    });
    expect([...state.rooms.keys()]).toEqual(['10']);
    expect(state).toMatchObject({ serverName: 'New name', me: { username: 'Ada', hasPassword: true } });
    expect(state.rooms.get('10')?.onlineCount).toBe(2);
  });
});

describe('the log', () => {
  it('may hold kinds of later versions', () => {
    const state = stateWith(room('10'));
    expect(apply(state, { seq: 9, kind: 'poll.created' } as unknown as LogEvent)).toBe(state);
  });

  it('tells a new name of the host', () => {
    expect(apply(stateWith(), { seq: 9, kind: 'server.updated', name: 'Attic' }).serverName).toBe('Attic');
  });
});
