import { AppError } from '../../../protocol/errors.ts';
import type { RoomRow, UserRow } from '../../rows.ts';
import type { WriteContext } from '../write-context.ts';

/** Who looks after a room: its maker, and the host's owner and admins. */
export function isKeeper(room: Pick<RoomRow, 'created_by'>, user: Pick<UserRow, 'id' | 'role'>): boolean {
  return room.created_by === user.id || user.role === 'owner' || user.role === 'admin';
}

/**
 * Lets a message into a room, or says what the room's modes have against it, and notes the time of one that
 * goes into a slow room. Costs nothing in a room without modes: its row is at hand.
 *
 * @throws AppError `room_announce_only`; `slow_mode` with `retryAfterSeconds`
 */
export function heedRoomModes(context: WriteContext, room: RoomRow, sender: UserRow): void {
  if (room.is_announce_only === 0 && room.slow_mode_seconds === 0) return;
  if (isKeeper(room, sender)) return;
  if (room.is_announce_only === 1) throw new AppError('room_announce_only');
  const last = context
    .sql<{ posted_at: number }>('SELECT posted_at FROM slow_posts WHERE room_id = ? AND user_id = ?')
    .get(room.id, sender.id);
  const seconds = slowModeWait(last?.posted_at ?? null, room.slow_mode_seconds, context.now);
  if (seconds > 0) throw new AppError('slow_mode', { retryAfterSeconds: seconds });
  context
    .sql(
      `INSERT INTO slow_posts (room_id, user_id, posted_at) VALUES (?, ?, ?)
       ON CONFLICT (room_id, user_id) DO UPDATE SET posted_at = excluded.posted_at`,
    )
    .run(room.id, sender.id, context.now);
}

/** Whole seconds until the next message, 0 where there is nothing to wait for. */
export function slowModeWait(lastPostAt: number | null, slowModeSeconds: number, now: number): number {
  // A clock that was set back must not silence anybody.
  if (lastPostAt === null || lastPostAt > now) return 0;
  return Math.max(0, Math.ceil((lastPostAt + slowModeSeconds * 1_000 - now) / 1_000));
}
