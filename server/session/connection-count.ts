/** Counts the open WebSockets, through whichever door, and how many of them other devices hold. */
export class ConnectionCount {
  private readonly isOwnAddress: (address: string) => boolean;
  private open = 0;
  private openElsewhere = 0;

  /** @param isOwnAddress whether a socket's remote address is this machine itself */
  constructor(isOwnAddress: (address: string) => boolean) {
    this.isOwnAddress = isOwnAddress;
  }

  /** A connection has been let in. @returns to be called once, when it has gone */
  opened(address: string): () => void {
    // Judged now: the machine may have moved to another network by the time it closes.
    const weight = this.isOwnAddress(address) ? 0 : 1;
    this.open++;
    this.openElsewhere += weight;
    return () => {
      this.open--;
      this.openElsewhere -= weight;
    };
  }

  get total(): number {
    return this.open;
  }

  get elsewhere(): number {
    return this.openElsewhere;
  }
}
