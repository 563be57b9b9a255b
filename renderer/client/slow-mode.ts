import type { Room } from '../../server/protocol/room.ts';
import { isKeeper } from './room-rights.ts';
import { withEntry } from './state.ts';
import type { ClientState } from './types.ts';

type SlowState = Pick<ClientState, 'rooms' | 'me' | 'slowPosts'>;

/** Whether one has to wait between two messages in this room. */
export function isSlow({ rooms, me }: SlowState, roomId: string): boolean {
  const room = rooms.get(roomId);
  return room !== undefined && room.slowModeSeconds > 0 && !isKeeper(room, me);
}

/** When one may write in this room again, in ms since the epoch; 0 where nothing is to be waited for. */
export function writableAt(state: SlowState, roomId: string): number {
  const postedAt = state.slowPosts.get(roomId);
  if (postedAt === undefined || !isSlow(state, roomId)) return 0;
  return postedAt + (state.rooms.get(roomId)?.slowModeSeconds ?? 0) * 1_000;
}

/** One's own message is stored: from now on the wait counts. */
export function noteOwnPost(state: ClientState, roomId: string, now: number): ClientState {
  return isSlow(state, roomId) ? { ...state, slowPosts: withEntry(state.slowPosts, roomId, now) } : state;
}

/** The host said how long the wait still is. */
export function noteWait(state: ClientState, roomId: string, waitSeconds: number, now: number): ClientState {
  const room = state.rooms.get(roomId);
  if (!room) return state;
  return { ...state, slowPosts: withEntry(state.slowPosts, roomId, postedAtOf(room, waitSeconds, now)) };
}

/** What a welcome says of all rooms. Told as a span of time, since this device's clock may be another than the host's. */
export function slowPostsOf(rooms: readonly Room[], now: number): ReadonlyMap<string, number> {
  const waiting = rooms.filter(({ slowModeWaitSeconds }) => slowModeWaitSeconds > 0);
  return new Map(waiting.map((room) => [room.id, postedAtOf(room, room.slowModeWaitSeconds, now)]));
}

function postedAtOf({ slowModeSeconds }: Room, waitSeconds: number, now: number): number {
  return now + (waitSeconds - slowModeSeconds) * 1_000;
}
