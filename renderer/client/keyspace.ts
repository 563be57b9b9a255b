import type { KeyValueStorage } from './effects.ts';

/**
 * The keys of a browser's storage that begin with one prefix. Storage may be full, forbidden or absent:
 * then writing does nothing, reading finds nothing, and the caller goes on with what it has in memory.
 */
export interface Keyspace {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
  names(): string[];
  /** The name a full key has here; null where it belongs to somebody else. */
  nameOf(key: string): string | null;
}

/** What one person on one host keeps in this browser under `topic`; a recreated host has another `serverId`. */
export function createKeyspace(
  storage: KeyValueStorage | null,
  topic: 'outbox' | 'draft',
  serverId: string,
  userId: string,
): Keyspace {
  const prefix = `porchlight:${topic}:${serverId}:${userId}:`;

  function attempt<T>(work: (storage: KeyValueStorage) => T, otherwise: T): T {
    if (!storage) return otherwise;
    try {
      return work(storage);
    } catch {
      return otherwise;
    }
  }

  function nameOf(key: string): string | null {
    return key.startsWith(prefix) ? key.slice(prefix.length) : null;
  }

  return {
    nameOf,
    get: (name) => attempt((store) => store.getItem(prefix + name), null),
    set: (name, value) => {
      attempt((store) => {
        store.setItem(prefix + name, value);
      }, undefined);
    },
    remove: (name) => {
      attempt((store) => {
        store.removeItem(prefix + name);
      }, undefined);
    },
    names: () =>
      attempt((store) => {
        const names: string[] = [];
        for (let index = 0; index < store.length; index++) {
          const name = nameOf(store.key(index) ?? '');
          if (name !== null) names.push(name);
        }
        return names;
      }, []),
  };
}
