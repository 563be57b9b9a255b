import { describe, expect, it } from 'vitest';
import { Bus } from '../../../server/events/bus.ts';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { hashToken } from '../../../server/services/session-token.ts';
import { Sessions } from '../../../server/session/sessions.ts';

function sessions(serverId = 'server-1') {
  const bus = new Bus();
  const clock = { now: 1_000 };
  const stored = [{ id: 1, userId: 7, tokenHash: hashToken('server-1', 'token-1'), expiresAt: 5_000 }];
  return { bus, clock, sessions: new Sessions(serverId, stored, bus, () => clock.now) };
}

describe('sessions', () => {
  it('know a stored token, and no other', () => {
    const { sessions: known } = sessions();
    expect(known.authenticate('token-1')).toMatchObject({ id: 1, userId: 7 });
    for (const token of ['token-2', '', null, hashToken('server-1', 'token-1')])
      expect(known.authenticate(token)).toBeNull();
  });

  it('take no token of another server, though the row is the same', () => {
    expect(sessions('server-2').sessions.authenticate('token-1')).toBeNull();
  });

  it('end at their time', () => {
    const { clock, sessions: known } = sessions();
    clock.now = 4_999;
    expect(known.authenticate('token-1')).not.toBeNull();
    clock.now = 5_000;
    expect(known.authenticate('token-1')).toBeNull();
  });

  it('open and end with what the bus tells', () => {
    const { bus, sessions: known } = sessions();
    bus.publish('sessionOpened', {
      id: 2,
      userId: 8,
      tokenHash: hashToken('server-1', 'token-2'),
      expiresAt: 9_000,
    });
    expect(known.authenticate('token-2')).toMatchObject({ id: 2, userId: 8 });
    expect(known.userIdByHash(hashToken('server-1', 'token-2'))).toBe(8);
    bus.publish('sessionsEnded', { sessionIds: [1, 2, 99], reason: 'removed' });
    expect(known.authenticate('token-1')).toBeNull();
    expect(known.authenticate('token-2')).toBeNull();
    expect(known.userIdByHash(hashToken('server-1', 'token-2'))).toBeUndefined();
  });

  it('tell once which were used, and prolong them', () => {
    const { clock, sessions: known } = sessions();
    expect(known.takeUsed(9_000)).toEqual([]);
    known.authenticate('token-1');
    known.authenticate('token-1');
    expect(known.takeUsed(9_000)).toEqual([1]);
    expect(known.takeUsed(9_000)).toEqual([]);
    clock.now = 8_000;
    expect(known.authenticate('token-1')).not.toBeNull();
  });

  it('of the host window last as long as the host, a few at a time', () => {
    const { bus, clock, sessions: known } = sessions();
    const ended: number[] = [];
    bus.on('sessionsEnded', ({ sessionIds }) => ended.push(...sessionIds));
    const tokens = Array.from({ length: LIMITS.hostWindowSessionsMax }, () => known.openForHostWindow(7));
    clock.now = Number.MAX_SAFE_INTEGER;
    for (const token of tokens) expect(known.authenticate(token)?.userId).toBe(7);
    expect(known.takeUsed(9_000)).toEqual([]);
    known.openForHostWindow(7);
    expect(ended).toEqual([-1]);
    expect(tokens.map((token) => known.authenticate(token) !== null)).toEqual([
      false,
      ...Array<boolean>(tokens.length - 1).fill(true),
    ]);
  });
});
