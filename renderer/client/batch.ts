/**
 * Holds back what listeners are told until a whole piece of work is done, so that nobody sees the state
 * between two steps of it (a message both in the outbox and in the timeline, say).
 */
export interface Batch {
  /** Runs `work`; what it touched is published once, after the outermost `run`. */
  run(work: () => void): void;
  /** Asks for `publish` to be called: at the end of the running batch, or at once where there is none. */
  touch(publish: () => void): void;
}

export function createBatch(): Batch {
  const touched = new Set<() => void>();
  let depth = 0;

  function flush(): void {
    for (const publish of touched) {
      touched.delete(publish);
      publish();
    }
  }

  return {
    run(work) {
      depth++;
      try {
        work();
      } finally {
        depth--;
        if (depth === 0) flush();
      }
    },
    touch(publish) {
      touched.add(publish);
      if (depth === 0) flush();
    },
  };
}

export interface Listeners {
  subscribe(listener: () => void): () => void;
  notify(): void;
  count(): number;
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      // Wrapped, so that one function subscribed twice counts twice.
      const entry = (): void => {
        listener();
      };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    notify() {
      for (const listener of [...listeners]) listener();
    },
    count: () => listeners.size,
  };
}
