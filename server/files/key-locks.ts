/** Lets work on one key happen one after the other, and work on different keys side by side. */
export class KeyLocks {
  private readonly tails = new Map<string, Promise<unknown>>();

  /** Runs `work` when everything asked for this key before has settled. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key);
    const own = (before ?? Promise.resolve()).then(work, work);
    this.tails.set(key, own);
    try {
      return await own;
    } finally {
      if (this.tails.get(key) === own) this.tails.delete(key);
    }
  }
}
