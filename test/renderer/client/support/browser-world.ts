import type { ClientFrame } from '../../../../server/protocol/client-frames.ts';
import type { ServerFrame } from '../../../../server/protocol/server-frames.ts';
import type { Effects, KeyValueStorage, SocketHandlers } from '../../../../renderer/client/effects.ts';
import type { ManualClock } from './manual-clock.ts';

/** What all tabs of one browser share. Only the other tabs hear of a write, as in a real browser. */
export class SharedStorage {
  readonly values = new Map<string, string>();
  /** Full or forbidden: every write throws. */
  refuses = false;
  private readonly listeners = new Map<object, (key: string, value: string | null) => void>();

  forTab(): Pick<Effects, 'storage' | 'onStorageChange'> {
    const tab = {};
    const write = (key: string, value: string | null): void => {
      if (this.refuses) throw new DOMException('full', 'QuotaExceededError');
      if (value === null) this.values.delete(key);
      else this.values.set(key, value);
      for (const [other, listener] of [...this.listeners]) {
        if (other !== tab) listener(key, value);
      }
    };
    const { values } = this;
    const storage: KeyValueStorage = {
      get length() {
        return values.size;
      },
      key: (index) => [...values.keys()][index] ?? null,
      getItem: (key) => values.get(key) ?? null,
      setItem: write,
      removeItem: (key) => {
        write(key, null);
      },
    };
    return {
      storage,
      onStorageChange: (listener) => {
        this.listeners.set(tab, listener);
        return () => {
          this.listeners.delete(tab);
        };
      },
    };
  }
}

/** A socket whose other end is the test. */
export class ScriptedSocket {
  readonly sent: ClientFrame[] = [];
  isClosedByPage = false;
  private readonly handlers: SocketHandlers;

  constructor(handlers: SocketHandlers) {
    this.handlers = handlers;
  }

  open(): void {
    if (!this.isClosedByPage) this.handlers.opened();
  }

  receive(frame: ServerFrame): void {
    if (!this.isClosedByPage) this.handlers.received(JSON.stringify(frame));
  }

  breakOff(code = 1006): void {
    if (!this.isClosedByPage) this.handlers.closed(code);
  }

  sentOf<Type extends ClientFrame['type']>(type: Type): (ClientFrame & { type: Type })[] {
    return this.sent.filter((frame): frame is ClientFrame & { type: Type } => frame.type === type);
  }
}

export interface World {
  effects: Effects;
  sockets: ScriptedSocket[];
  /** The newest socket. */
  socket(): ScriptedSocket;
  wake(): void;
}

export interface WorldOptions {
  clock: ManualClock;
  storage?: SharedStorage;
  fetch?: Effects['fetch'];
  /** Where sockets lead; to the test itself by default. */
  openSocket?: Effects['openSocket'];
  random?: () => number;
}

let bytesMade = 0;

/** A tab of a browser, with nothing real in it. */
export function browserWorld({ clock, storage, fetch, openSocket, random }: WorldOptions): World {
  const sockets: ScriptedSocket[] = [];
  const wakeListeners = new Set<() => void>();
  const effects: Effects = {
    fetch: fetch ?? (() => Promise.reject(new TypeError('no network'))),
    openSocket:
      openSocket ??
      ((handlers) => {
        const socket = new ScriptedSocket(handlers);
        sockets.push(socket);
        return {
          send: (text) => socket.sent.push(JSON.parse(text) as ClientFrame),
          close: () => {
            socket.isClosedByPage = true;
          },
        };
      }),
    now: clock.now,
    setTimer: clock.setTimer,
    clearTimer: clock.clearTimer,
    random: random ?? (() => 0.5),
    randomBytes: (count) => {
      bytesMade++;
      return Uint8Array.from({ length: count }, (_, index) => (bytesMade >> (8 * (index % 4))) & 0xff);
    },
    ...(storage ?? new SharedStorage()).forTab(),
    onWake: (listener) => {
      wakeListeners.add(listener);
      return () => {
        wakeListeners.delete(listener);
      };
    },
  };
  return {
    effects,
    sockets,
    socket: () => sockets.at(-1)!,
    wake: () => {
      for (const listener of wakeListeners) listener();
    },
  };
}
