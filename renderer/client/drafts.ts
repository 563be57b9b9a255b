import { browserEffects } from './browser-effects.ts';
import type { KeyValueStorage } from './effects.ts';
import { createKeyspace } from './keyspace.ts';
import type { Drafts } from './types.ts';

/** Drafts of one person on one host; they survive reloads where the browser lets pages store anything. */
export function createDrafts(
  { serverId, userId }: { serverId: string; userId: string },
  storage: KeyValueStorage | null = browserEffects().storage,
): Drafts & { clear(): void } {
  const keys = createKeyspace(storage, 'draft', serverId, userId);
  /** What a refusing storage would lose when the reader only changes rooms. */
  const memory = new Map<string, string>();

  function set(roomId: string, text: string): void {
    memory.set(roomId, text);
    if (text === '') keys.remove(roomId);
    else keys.set(roomId, text);
  }

  return {
    get: (roomId) => memory.get(roomId) ?? keys.get(roomId) ?? '',
    set,
    clear() {
      for (const roomId of [...keys.names(), ...memory.keys()]) set(roomId, '');
    },
  };
}
