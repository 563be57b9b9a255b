/** What a socket tells its owner. After `close()` of the link nothing more is told. */
export interface SocketHandlers {
  opened(): void;
  received(text: string): void;
  /** The close code of RFC 6455; 1006 where the connection broke or never came about. */
  closed(code: number): void;
}

export interface SocketLink {
  send(text: string): void;
  close(): void;
}

/** The part of the DOM's `Storage` the engine uses; every call may throw (full, forbidden). */
export type KeyValueStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** Everything the page engine takes from the outside world, so that tests can stand in for it. */
export interface Effects {
  fetch(path: string, init: RequestInit): Promise<Response>;
  openSocket(handlers: SocketHandlers): SocketLink;
  /** Milliseconds since the epoch. */
  now(): number;
  setTimer(callback: () => void, ms: number): number;
  clearTimer(timer: number): void;
  /** At least 0, less than 1. */
  random(): number;
  randomBytes(count: number): Uint8Array;
  /** Null where the browser forbids it. */
  storage: KeyValueStorage | null;
  /** Another tab of this browser wrote (`value`) or removed (null) a key. Gives the way to stop listening. */
  onStorageChange(listener: (key: string, value: string | null) => void): () => void;
  /** The network came back or the page is looked at again. Gives the way to stop listening. */
  onWake(listener: () => void): () => void;
}
