import { describe, expect, it } from 'vitest';
import { isKeeper, mayWrite } from '../../../renderer/client/room-rights.ts';
import {
  isSlow,
  noteOwnPost,
  noteWait,
  slowPostsOf,
  writableAt,
} from '../../../renderer/client/slow-mode.ts';
import { initialState } from '../../../renderer/client/state.ts';
import type { ClientState } from '../../../renderer/client/types.ts';
import { me, room, SERVER } from './support/samples.ts';

const slow = room('10', { slowModeSeconds: 30 });

function stateWith(change: Partial<ClientState> = {}): ClientState {
  return { ...initialState(SERVER, me('1')), rooms: new Map([['10', slow]]), ...change };
}

describe('slow mode, seen from a page', () => {
  it('counts from one’s own message on', () => {
    const state = noteOwnPost(stateWith(), '10', 5_000);
    expect(writableAt(state, '10')).toBe(35_000);
  });

  it('goes by the host’s word about how long it still is', () => {
    expect(writableAt(noteWait(stateWith(), '10', 12, 5_000), '10')).toBe(17_000);
    const waiting = room('10', { slowModeSeconds: 30, slowModeWaitSeconds: 7 });
    expect(writableAt(stateWith({ slowPosts: slowPostsOf([waiting], 1_000) }), '10')).toBe(8_000);
  });

  it('follows a change of the room at once', () => {
    const state = noteOwnPost(stateWith(), '10', 5_000);
    const faster = { ...state, rooms: new Map([['10', { ...slow, slowModeSeconds: 5 }]]) };
    expect(writableAt(faster, '10')).toBe(10_000);
    const off = { ...state, rooms: new Map([['10', { ...slow, slowModeSeconds: 0 }]]) };
    expect(writableAt(off, '10')).toBe(0);
  });

  it('is not for those who look after the room, nor for rooms without it', () => {
    const keeper = stateWith({ me: me('1', { role: 'admin' }) });
    expect(isSlow(keeper, '10')).toBe(false);
    expect(writableAt(noteOwnPost(keeper, '10', 5_000), '10')).toBe(0);
    expect(noteOwnPost(stateWith(), '11', 5_000).slowPosts.size).toBe(0);
  });
});

describe('who looks after a room', () => {
  it.each([
    ['its maker', room('10', { createdById: '1' }), me('1'), true],
    ['the owner', room('10'), me('1', { role: 'owner' }), true],
    ['an admin', room('10'), me('1', { role: 'admin' }), true],
    ['a member', room('10', { createdById: '2' }), me('1'), false],
    ['nobody in a direct room', room('10', { kind: 'direct', createdById: '1' }), me('1'), false],
  ])('%s', (_who, place, person, is) => {
    expect(isKeeper(place, person)).toBe(is);
    expect(mayWrite({ ...place, isAnnounceOnly: true }, person)).toBe(is);
    expect(mayWrite(place, person)).toBe(true);
    expect(mayWrite({ ...place, archivedAt: '2026-01-05T09:00:00.000Z' }, person)).toBe(false);
  });
});
