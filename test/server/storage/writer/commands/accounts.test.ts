import { describe, expect, it } from 'vitest';
import type { NewSession } from '../../../../../server/storage/writer/commands/accounts.ts';
import { scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const FAR = Date.UTC(2030, 0, 1);

function session(name: string, expiresAt = FAR): NewSession {
  return { tokenHash: name, expiresAt, address: '127.0.0.1', userAgent: '' };
}

function account(scratch: ScratchDatabase, username: string, passwordHash: string | null, expiresAt = FAR) {
  return scratch.run('createAccount', {
    username,
    passwordHash,
    role: passwordHash === null ? 'guest' : 'member',
    avatarId: '1',
    session: session(`${username} 1`, expiresAt),
  });
}

describe('accounts', () => {
  it('have unique names in their folded form', async () => {
    const scratch = await scratchDatabase();
    account(scratch, 'Zoë', null);
    for (const name of ['zoë', 'ZOE\u0308', 'Ｚｏë', 'Zo\u200dë'])
      expect(() => account(scratch, name, null)).toThrow(refusal('username_taken'));
  });

  it('have one owner for all time', async () => {
    const scratch = await scratchDatabase();
    const owner = { username: 'Olive', passwordHash: 'h', role: 'owner' as const, avatarId: '1' };
    scratch.run('createOwner', { ...owner, session: session('a') });
    expect(() => scratch.run('createOwner', { ...owner, username: 'Eve', session: session('b') })).toThrow(
      refusal('already_set_up'),
    );
  });

  it('have an owner who is made at the host, without a session, and who stays without one', async () => {
    const scratch = await scratchDatabase();
    const { user } = scratch.run('createOwnerAtHost', { username: 'Olive', avatarId: '1' });
    expect(user).toMatchObject({ role: 'owner', has_password: 0 });
    expect(() => scratch.run('createOwnerAtHost', { username: 'Eve', avatarId: '1' })).toThrow(
      refusal('already_set_up'),
    );
    const opened = scratch.run('openWindowSession', { userId: user.id, session: session('window') });
    scratch.run('endSession', { sessionId: opened.session.id });
    expect(scratch.context.user(user.id)).toBeDefined();
  });

  it('have one session for the window on the host, which stands beside the others', async () => {
    const scratch = await scratchDatabase();
    const { user, session: phone } = account(scratch, 'Olive', 'hash');
    const first = scratch.run('openWindowSession', { userId: user.id, session: session('window 1') });
    const second = scratch.run('openWindowSession', { userId: user.id, session: session('window 2') });
    expect([first.endedSessionIds, second.endedSessionIds]).toEqual([[], [first.session.id]]);
    const elsewhere = scratch.run('openSession', {
      userId: user.id,
      session: session('tablet'),
      endsOthers: true,
    });
    expect(elsewhere.endedSessionIds).toEqual([phone.id]);
    const third = scratch.run('openWindowSession', { userId: user.id, session: session('window 3') });
    expect(third.endedSessionIds).toEqual([second.session.id]);
  });

  it('without a password go with their last session, and the name is free', async () => {
    const scratch = await scratchDatabase();
    const first = account(scratch, 'Bo', null);
    scratch.run('openSession', { userId: first.user.id, session: session('Bo 2'), endsOthers: false });
    scratch.run('endSession', { sessionId: first.session.id });
    expect(scratch.context.user(first.user.id)).toBeDefined();
    scratch.run('endSession', { sessionId: first.session.id + 1 });
    expect(scratch.context.user(first.user.id)).toBeUndefined();
    expect(scratch.events.at(-1)?.kind).toBe('user.retired');
    expect(account(scratch, 'bo', null).user.id).not.toBe(first.user.id);
  });

  it('with a password stay when the last session ends', async () => {
    const scratch = await scratchDatabase();
    const { user, session: opened } = account(scratch, 'Bo', 'hash');
    scratch.run('endSession', { sessionId: opened.id });
    scratch.run('endSession', { sessionId: opened.id });
    expect(scratch.context.user(user.id)).toBeDefined();
    expect(() => account(scratch, 'Bo', null)).toThrow(refusal('username_taken'));
  });

  it('without a password go when their last session expires, too', async () => {
    const scratch = await scratchDatabase();
    const guest = account(scratch, 'Bo', null, 1);
    const member = account(scratch, 'Ann', 'hash', 1);
    const { expiredIds } = scratch.run('touchSessions', { sessionIds: [], expiresAt: FAR });
    expect(expiredIds).toEqual([guest.session.id, member.session.id]);
    expect(scratch.context.user(guest.user.id)).toBeUndefined();
    expect(scratch.context.user(member.user.id)).toBeDefined();
    expect(scratch.events.at(-1)?.kind).toBe('user.retired');
    account(scratch, 'Bo', null);
  });

  it('keep sessions that were used', async () => {
    const scratch = await scratchDatabase();
    const { session: opened } = account(scratch, 'Bo', null, 1);
    expect(scratch.run('touchSessions', { sessionIds: [opened.id], expiresAt: FAR })).toEqual({
      expiredIds: [],
    });
    expect(scratch.run('touchSessions', { sessionIds: [], expiresAt: FAR })).toEqual({ expiredIds: [] });
  });

  it('end their older sessions where one is the rule, and only theirs', async () => {
    const scratch = await scratchDatabase();
    const bo = account(scratch, 'Bo', 'hash');
    account(scratch, 'Ann', 'hash');
    const second = scratch.run('openSession', {
      userId: bo.user.id,
      session: session('Bo 2'),
      endsOthers: false,
    });
    expect(second.endedSessionIds).toEqual([]);
    const third = scratch.run('openSession', {
      userId: bo.user.id,
      session: session('Bo 3'),
      endsOthers: true,
    });
    expect(third.endedSessionIds).toEqual([bo.session.id, second.session.id]);
    expect(scratch.db.prepare('SELECT token_hash FROM sessions ORDER BY id').pluck().all()).toEqual([
      'Ann 1',
      'Bo 3',
    ]);
  });

  it('end all other sessions with a new password, and none with a new name', async () => {
    const scratch = await scratchDatabase();
    const bo = account(scratch, 'Bo', 'hash');
    const second = scratch.run('openSession', {
      userId: bo.user.id,
      session: session('Bo 2'),
      endsOthers: false,
    });
    const change = { userId: bo.user.id, sessionId: second.session.id };
    expect(scratch.run('updateAccount', { ...change, username: 'Bob' }).endedSessionIds).toEqual([]);
    expect(scratch.run('updateAccount', { ...change, passwordHash: 'new' }).endedSessionIds).toEqual([
      bo.session.id,
    ]);
  });

  it('may take another spelling of their own name, but not another’s', async () => {
    const scratch = await scratchDatabase();
    const bo = account(scratch, 'Bo', null);
    account(scratch, 'Ann', null);
    const change = { userId: bo.user.id, sessionId: bo.session.id };
    expect(scratch.run('updateAccount', { ...change, username: 'BO' }).user.username).toBe('BO');
    expect(() => scratch.run('updateAccount', { ...change, username: 'ANN' })).toThrow(
      refusal('username_taken'),
    );
    expect(scratch.context.user(bo.user.id)?.username).toBe('BO');
  });

  it('of guests become members with a first password', async () => {
    const scratch = await scratchDatabase();
    const bo = account(scratch, 'Bo', null);
    const { user } = scratch.run('updateAccount', {
      userId: bo.user.id,
      sessionId: bo.session.id,
      passwordHash: 'first',
    });
    expect(user).toMatchObject({ role: 'member', has_password: 1 });
    expect(scratch.events.at(-1)?.kind).toBe('user.updated');
  });

  it('never put a hash into an event', async () => {
    const scratch = await scratchDatabase();
    const bo = account(scratch, 'Bo', 'the-hash');
    scratch.run('updateAccount', {
      userId: bo.user.id,
      sessionId: bo.session.id,
      passwordHash: 'the-hash-2',
      username: 'B',
    });
    expect(JSON.stringify(scratch.events)).not.toMatch(/the-hash|Bo 1/);
  });
});
