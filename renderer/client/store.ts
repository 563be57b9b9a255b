import { createListeners, type Batch } from './batch.ts';
import type { ClientState } from './types.ts';

/** The state of the page: `get` is up to the last change, `published` is what listeners were told of. */
export interface Store {
  get(): ClientState;
  set(next: ClientState): void;
  published(): ClientState;
  subscribe(listener: () => void): () => void;
}

export function createStore(batch: Batch, initial: ClientState): Store {
  const listeners = createListeners();
  let state = initial;
  let published = initial;

  function publish(): void {
    if (published === state) return;
    published = state;
    listeners.notify();
  }

  return {
    get: () => state,
    set(next) {
      state = next;
      batch.touch(publish);
    },
    published: () => published,
    subscribe: listeners.subscribe,
  };
}
