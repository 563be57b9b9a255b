import { useSyncExternalStore } from 'react';

export type Route =
  | { page: 'front' }
  | { page: 'setup' }
  /** With a message, that one is shown among its neighbours. */
  | { page: 'room'; roomId: string; messageId: string | null };

/** What a path means; every other path is the front door. */
export function parsePath(path: string): Route {
  const [, roomId, messageId] = /^\/room\/(\d{1,15})(?:\/message\/(\d{1,15}))?\/?$/.exec(path) ?? [];
  if (roomId) return { page: 'room', roomId, messageId: messageId ?? null };
  return path.startsWith('/setup') ? { page: 'setup' } : { page: 'front' };
}

export const roomPath = (roomId: string): string => `/room/${roomId}`;

/** A message's own address, as it stands in links to it. */
export const messagePath = (roomId: string, messageId: string): string =>
  `${roomPath(roomId)}/message/${messageId}`;

/** Goes to a path of this page, or shows it anew. `replace` leaves no way back to the one left. */
export function navigate(path: string, { replace = false } = {}): void {
  if (path !== window.location.pathname)
    window.history[replace ? 'replaceState' : 'pushState'](null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

/** The path shown, following `navigate` and the browser's own buttons. */
export function usePath(): string {
  return useSyncExternalStore(onPop, () => window.location.pathname);
}

function onPop(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener('popstate', listener);
  };
}
