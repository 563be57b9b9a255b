import { AppError } from '../../../protocol/errors.ts';
import { usernameKey } from '../../../protocol/text.ts';
import type { Role } from '../../../protocol/user.ts';
import { toUser, type UserRow } from '../../rows.ts';
import type { WriteContext } from '../write-context.ts';
import { setMeta } from './meta.ts';

export interface NewSession {
  tokenHash: string;
  expiresAt: number;
  address: string;
  userAgent: string;
}
export interface NewAccount {
  username: string;
  passwordHash: string | null;
  role: Role;
  avatarId: string;
}
export interface CreateAccount extends NewAccount {
  session: NewSession;
}
export interface OpenSession {
  userId: number;
  session: NewSession;
  /** The rule of one live session per account: the older ones end. */
  endsOthers: boolean;
}
export interface OpenWindowSession {
  userId: number;
  session: NewSession;
}
export interface EndSession {
  sessionId: number;
}
export interface UpdateAccount {
  userId: number;
  username?: string;
  avatarId?: string;
  passwordHash?: string;
  /** The session that asked; with a new password all the others end. */
  sessionId: number;
}
export interface SessionRow {
  id: number;
  user_id: number;
  token_hash: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
}
export interface AccountResult {
  user: UserRow;
  session: SessionRow;
  endedSessionIds: number[];
}

/** The `meta` row with the id of the session of the chat window on the host itself. */
const WINDOW_SESSION_KEY = 'window_session';

/** Makes the owner, once in a database's life. */
export function createOwner(context: WriteContext, input: CreateAccount): AccountResult {
  refuseSecondOwner(context);
  return createAccount(context, input);
}

/** Makes the owner on the host itself: by a name alone, without a session that anybody could hold. */
export function createOwnerAtHost(
  context: WriteContext,
  input: Pick<NewAccount, 'username' | 'avatarId'>,
): { user: UserRow } {
  refuseSecondOwner(context);
  return { user: insertAccount(context, { ...input, passwordHash: null, role: 'owner' }) };
}

function refuseSecondOwner(context: WriteContext): void {
  if (context.sql("SELECT 1 FROM users WHERE role = 'owner'").get()) throw new AppError('already_set_up');
}

/** Makes an account and its first session. Names are unique in their folded form. */
export function createAccount(context: WriteContext, input: CreateAccount): AccountResult {
  const user = insertAccount(context, input);
  return { user, session: insertSession(context, user.id, input.session), endedSessionIds: [] };
}

function insertAccount(context: WriteContext, input: NewAccount): UserRow {
  const key = usernameKey(input.username);
  if (context.sql('SELECT 1 FROM users WHERE username_key = ?').get(key))
    throw new AppError('username_taken');
  const { lastInsertRowid } = context
    .sql(
      `INSERT INTO users (username, username_key, password_hash, role, avatar_id, joined_seq, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(input.username, key, input.passwordHash, input.role, input.avatarId, context.seq, context.now);
  const user = existingUser(context, Number(lastInsertRowid));
  context.appendEvent({ to: 'everyone' }, (seq) => ({ seq, kind: 'user.created', user: toUser(user) }));
  return user;
}

export function openSession(
  context: WriteContext,
  { userId, session, endsOthers }: OpenSession,
): AccountResult {
  const user = existingUser(context, userId);
  // The host's own window is no other device.
  const endedSessionIds = endsOthers ? deleteSessions(context, userId, windowSessionId(context)) : [];
  return { user, session: insertSession(context, userId, session), endedSessionIds };
}

/**
 * Signs in the chat window on the host itself. Its session stands beside those of other devices: none ends the
 * other. There is one such window, so the session it had before ends.
 */
export function openWindowSession(
  context: WriteContext,
  { userId, session }: OpenWindowSession,
): AccountResult {
  const user = existingUser(context, userId);
  const endedSessionIds = context
    .sql<{ id: number }>('DELETE FROM sessions WHERE id = ? RETURNING id')
    .all(windowSessionId(context))
    .map(({ id }) => id);
  const row = insertSession(context, userId, session);
  setMeta(context, { values: { [WINDOW_SESSION_KEY]: String(row.id) } });
  return { user, session: row, endedSessionIds };
}

/** 0 where there is none; ids are never given twice. */
function windowSessionId(context: WriteContext): number {
  const row = context.sql<{ value: string }>('SELECT value FROM meta WHERE key = ?').get(WINDOW_SESSION_KEY);
  return Number(row?.value ?? 0);
}

/**
 * Signs out. An account without a password can never be signed in to again, so its last session takes the
 * account with it: the name becomes free, what was written stays.
 */
export function endSession(context: WriteContext, { sessionId }: EndSession): void {
  const session = context.sql<SessionRow>('SELECT * FROM sessions WHERE id = ?').get(sessionId);
  if (!session) return;
  context.sql('DELETE FROM sessions WHERE id = ?').run(sessionId);
  retireIfUnreachable(context, session.user_id);
}

/**
 * Ends an account that nobody can sign in to any more: no password and no session. The owner always gets in, through
 * the window on the host itself.
 */
export function retireIfUnreachable(context: WriteContext, userId: number): void {
  const user = context.user(userId);
  if (!user || user.has_password === 1 || user.role === 'owner') return;
  if (context.sql('SELECT 1 FROM sessions WHERE user_id = ?').get(user.id)) return;
  context.sql('UPDATE users SET username_key = NULL, retired_at = ? WHERE id = ?').run(context.now, user.id);
  context.appendEvent({ to: 'everyone' }, (seq) => ({ seq, kind: 'user.retired', user: toUser(user) }));
}

export function updateAccount(
  context: WriteContext,
  input: UpdateAccount,
): { user: UserRow; endedSessionIds: number[] } {
  const before = existingUser(context, input.userId);
  const username = input.username ?? before.username;
  const key = usernameKey(username);
  if (context.sql('SELECT 1 FROM users WHERE username_key = ? AND id <> ?').get(key, before.id)) {
    throw new AppError('username_taken');
  }
  // A guest who chooses a password has become a member: they can come back.
  const role = before.role === 'guest' && input.passwordHash !== undefined ? 'member' : before.role;
  context
    .sql(
      `UPDATE users SET username = ?, username_key = ?, avatar_id = ?, password_hash = ifnull(?, password_hash), role = ?
       WHERE id = ?`,
    )
    .run(username, key, input.avatarId ?? before.avatar_id, input.passwordHash ?? null, role, before.id);
  const user = existingUser(context, before.id);
  const endedSessionIds =
    input.passwordHash === undefined ? [] : deleteSessions(context, user.id, input.sessionId);
  const isVisible =
    user.username !== before.username || user.avatar_id !== before.avatar_id || user.role !== before.role;
  if (isVisible)
    context.appendEvent({ to: 'everyone' }, (seq) => ({ seq, kind: 'user.updated', user: toUser(user) }));
  return { user, endedSessionIds };
}

function existingUser(context: WriteContext, userId: number): UserRow {
  const user = context.user(userId);
  if (!user) throw new AppError('not_signed_in');
  return user;
}

function insertSession(context: WriteContext, userId: number, session: NewSession): SessionRow {
  const row = context
    .sql<SessionRow>(
      `INSERT INTO sessions (user_id, token_hash, created_at, seen_at, expires_at, address, user_agent)
       VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id, user_id, token_hash, created_at, seen_at, expires_at`,
    )
    .get(
      userId,
      session.tokenHash,
      context.now,
      context.now,
      session.expiresAt,
      session.address,
      session.userAgent,
    );
  if (!row) throw new Error('SQLite returned no row for an inserted session');
  return row;
}

function deleteSessions(context: WriteContext, userId: number, exceptId: number): number[] {
  return context
    .sql<{ id: number }>('DELETE FROM sessions WHERE user_id = ? AND id <> ? RETURNING id')
    .all(userId, exceptId)
    .map((row) => row.id);
}
