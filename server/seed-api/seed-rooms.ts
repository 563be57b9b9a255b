/** The original has six rooms for ever, known by these numbers; they are a host's first six rooms. */
export const SEED_ROOM_IDS: readonly number[] = [1, 2, 3, 4, 5, 6];

/** A room's number as clients write it, or null for anything that is not one of the six. */
export function seedRoomId(text: string): number | null {
  return /^[1-6]$/.test(text) ? Number(text) : null;
}
