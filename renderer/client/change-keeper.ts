import type { ListChange } from './message-list.ts';

/** Keeps what happens while pages are under way: they may have been read before it. */
export interface ChangeKeeper {
  /** From here to the end of `work` changes are kept, so that the pages it reads can be brought up to date. */
  whileReading(work: () => Promise<void>): Promise<void>;
  heard(change: ListChange): void;
  /** What happened since the oldest page under way was asked for. */
  kept(): readonly ListChange[];
  isReading(): boolean;
  forget(): void;
}

export function createChangeKeeper(): ChangeKeeper {
  let changes: ListChange[] = [];
  let reading = 0;
  return {
    async whileReading(work) {
      reading++;
      try {
        await work();
      } finally {
        reading--;
        if (reading === 0) changes = [];
      }
    },
    heard(change) {
      if (reading > 0) changes.push(change);
    },
    kept: () => changes,
    isReading: () => reading > 0,
    forget: () => {
      changes = [];
    },
  };
}
