import type { Effects, KeyValueStorage, SocketHandlers, SocketLink } from './effects.ts';

const SOCKET_PATH = '/api/v1/ws';

/** The real world of a browser page. Uses nothing that is missing on a plain http LAN address. */
export function browserEffects(): Effects {
  return {
    fetch: (path, init) => window.fetch(path, init),
    openSocket,
    now: () => Date.now(),
    setTimer: (callback, ms) => window.setTimeout(callback, ms),
    clearTimer: (timer) => {
      window.clearTimeout(timer);
    },
    random: () => Math.random(),
    randomBytes: (count) => window.crypto.getRandomValues(new Uint8Array(count)),
    storage: localStorageOrNull(),
    onStorageChange,
    onWake,
  };
}

function openSocket(handlers: SocketHandlers): SocketLink {
  const url = new URL(SOCKET_PATH, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  const listening = new AbortController();
  const { signal } = listening;
  socket.addEventListener(
    'open',
    () => {
      handlers.opened();
    },
    { signal },
  );
  socket.addEventListener(
    'message',
    (event: MessageEvent<unknown>) => {
      if (typeof event.data === 'string') handlers.received(event.data);
    },
    { signal },
  );
  socket.addEventListener(
    'close',
    (event) => {
      handlers.closed(event.code);
    },
    { signal },
  );
  return {
    send: (text) => {
      socket.send(text);
    },
    close: () => {
      // A half-open socket reports its end a minute later: nobody may be listening any more.
      listening.abort();
      socket.close();
    },
  };
}

function localStorageOrNull(): KeyValueStorage | null {
  try {
    return window.localStorage;
  } catch {
    // Reading the property itself throws where cookies are blocked.
    return null;
  }
}

function onStorageChange(listener: (key: string, value: string | null) => void): () => void {
  const heard = (event: StorageEvent): void => {
    if (event.key !== null) listener(event.key, event.newValue);
  };
  window.addEventListener('storage', heard);
  return () => {
    window.removeEventListener('storage', heard);
  };
}

function onWake(listener: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const seen = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  window.addEventListener('online', listener, { signal });
  window.addEventListener('pageshow', listener, { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  return () => {
    listening.abort();
  };
}
