import type { Statements } from '../../connection.ts';
import { ROOM_COLUMNS, USER_COLUMNS, type RoomRow, type UserRow } from '../../rows.ts';
import type { SessionRow } from '../../writer/commands/accounts.ts';

/** Everything the host keeps in memory: who is here, which rooms, who is signed in. Never messages. */
export interface StoredState {
  meta: Record<string, string>;
  users: UserRow[];
  rooms: RoomRow[];
  members: { room_id: number; user_id: number }[];
  sessions: SessionRow[];
}

export function loadState(statements: Statements): StoredState {
  const meta = statements.sql<{ key: string; value: string }>('SELECT key, value FROM meta').all();
  return {
    meta: Object.fromEntries(meta.map(({ key, value }) => [key, value])),
    // Retired people too: their names stand beside what they wrote.
    users: statements.sql<UserRow>(`SELECT ${USER_COLUMNS} FROM users`).all(),
    rooms: statements.sql<RoomRow>(`SELECT ${ROOM_COLUMNS} FROM rooms`).all(),
    members: statements
      .sql<{ room_id: number; user_id: number }>(
        'SELECT room_id, user_id FROM members ORDER BY joined_seq, user_id',
      )
      .all(),
    sessions: statements
      .sql<SessionRow>('SELECT id, user_id, token_hash, created_at, seen_at, expires_at FROM sessions')
      .all(),
  };
}

/** What sign-in compares a password with; null for an account without one. Never kept in memory. */
export function passwordHash(statements: Statements, { userId }: { userId: number }): string | null {
  const row = statements
    .sql<{ password_hash: string | null }>(
      'SELECT password_hash FROM users WHERE id = ? AND retired_at IS NULL',
    )
    .get(userId);
  return row?.password_hash ?? null;
}
