/** Where a connection's bytes go. */
export interface Sink {
  /** Bytes accepted but not yet taken by the network. */
  readonly bufferedBytes: number;
  /** Each chunk holds whole WebSocket frames. */
  write(chunks: readonly Buffer[]): void;
  /** Calls back once: when everything buffered has gone, or the connection has. */
  onceDrained(callback: () => void): void;
  /** Ends the connection because it could not be served; the client comes back. */
  giveUp(): void;
}

/** One connection's place in the fan-out. */
export interface Recipient {
  /** Sends a frame to this connection alone, together with whatever else is due to it in this turn. */
  answer(json: string): void;
  /** Delivers every event after `since` that the person may see: the missed ones from the log, then live. */
  startAfter(since: number): void;
  detach(): void;
}

export interface RecipientEvents {
  /** The log does not reach back to where the connection stands: it must reload and start anew. */
  onTooFar: () => void;
  onFailed: (error: unknown) => void;
}

/** Fan-out as the gateway uses it; put in by the composition root. */
export interface Delivery {
  attach(userId: number, sink: Sink, events: RecipientEvents): Recipient;
}
