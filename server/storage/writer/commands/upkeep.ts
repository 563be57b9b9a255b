import type { WriteContext } from '../write-context.ts';
import { retireIfUnreachable } from './accounts.ts';
import { setMeta } from './meta.ts';
import { insertRoom } from './rooms.ts';

export interface FirstRoom {
  name: string;
  topic: string;
}
export interface LayOut {
  serverId: string;
  cookieKey: string;
  serverName: string;
  rooms: FirstRoom[];
}

/** Fills a new database: who this host is, and the rooms it begins with (ids 1 to 6, the original's numbers). */
export function layOut(context: WriteContext, input: LayOut): void {
  if (context.sql("SELECT 1 FROM meta WHERE key = 'server_id'").get()) return;
  setMeta(context, {
    values: { server_id: input.serverId, cookie_key: input.cookieKey, server_name: input.serverName },
  });
  for (const room of input.rooms) insertRoom(context, 'public', room.name, room.topic, true, null, null);
}

/** Stores the network's name and tells everybody. */
export function renameServer(context: WriteContext, { name }: { name: string }): void {
  setMeta(context, { values: { server_name: name } });
  context.appendEvent({ to: 'everyone' }, (seq) => ({ seq, kind: 'server.updated', name }));
}

/** Drops the oldest events beyond `keep`, at most `atMost` at a time, so that no commit takes long. */
export function trimEventLog(
  context: WriteContext,
  { keep, atMost }: { keep: number; atMost: number },
): { dropped: number } {
  const { changes } = context
    .sql('DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE seq <= ? ORDER BY seq LIMIT ?)')
    .run(context.seq - keep, atMost);
  return { dropped: changes };
}

/**
 * Notes that sessions were used, which prolongs them, and drops those past their time, together with the
 * accounts that had nothing else.
 */
export function touchSessions(
  context: WriteContext,
  { sessionIds, expiresAt }: { sessionIds: number[]; expiresAt: number },
): { expiredIds: number[] } {
  for (const id of sessionIds) {
    context
      .sql('UPDATE sessions SET seen_at = ?, expires_at = ? WHERE id = ?')
      .run(context.now, expiresAt, id);
  }
  const expired = context
    .sql<{ id: number; user_id: number }>('DELETE FROM sessions WHERE expires_at <= ? RETURNING id, user_id')
    .all(context.now);
  for (const { user_id } of expired) retireIfUnreachable(context, user_id);
  return { expiredIds: expired.map(({ id }) => id) };
}
