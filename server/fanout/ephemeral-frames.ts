import type { ServerFrame } from '../protocol/server-frames.ts';

/** Who came and who went. */
export function presenceFrame({ online, offline }: { online: number[]; offline: number[] }): string {
  return json({ type: 'presence', online: online.map(String), offline: offline.map(String) });
}

/** Everybody who is here, for a connection that missed a change. @param onlineIdsJson their ids as a JSON array of texts */
export function wholePresenceFrame(onlineIdsJson: string): string {
  return `{"type":"presence","online":${onlineIdsJson},"offline":[],"isComplete":true}`;
}

/** Who is typing in a room. */
export function typingFrame(roomId: number, userIds: readonly number[]): string {
  return json({ type: 'typing', roomId: String(roomId), userIds: userIds.map(String) });
}

function json(frame: ServerFrame): string {
  return JSON.stringify(frame);
}
