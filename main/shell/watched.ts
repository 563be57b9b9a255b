import type { Watched } from './shell.ts';

/** A watched value that its owner can change. */
export interface Store<T extends object> extends Watched<T> {
  /** Replaces the value with one that has these fields too; listeners hear of it where a field is another one. */
  update: (change: Partial<T>) => void;
}

/** Listeners that change the store themselves are heard after the change at hand has reached everybody. */
export function createStore<T extends object>(initial: T): Store<T> {
  const listeners = new Set<(now: T, before: T) => void>();
  const changes: { now: T; before: T }[] = [];
  let value = initial;
  let isTelling = false;

  function tell(): void {
    if (isTelling) return;
    isTelling = true;
    try {
      for (let change = changes.shift(); change !== undefined; change = changes.shift()) {
        for (const listener of [...listeners]) listener(change.now, change.before);
      }
    } finally {
      isTelling = false;
    }
  }

  return {
    get: () => value,
    update(change) {
      const before = value;
      const keys = Object.keys(change) as (keyof T)[];
      if (keys.every((key) => Object.is(before[key], change[key]))) return;
      value = { ...before, ...change };
      changes.push({ now: value, before });
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
