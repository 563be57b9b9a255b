import { originOf } from './origins.ts';

/** Whose page asks: the host screen, the chat of the own host, the chat of another one. */
export type PageKind = 'admin' | 'chat' | 'nearby';

/** Everything else is denied, to everybody. */
const ALLOWED: Readonly<Record<PageKind, ReadonlySet<string>>> = {
  admin: new Set(['clipboard-sanitized-write', 'fullscreen']),
  chat: new Set(['notifications', 'clipboard-sanitized-write', 'fullscreen']),
  // Notifications would bear this app's name.
  nearby: new Set(['clipboard-sanitized-write', 'fullscreen']),
};

/** @param requester the page's address or origin, as Electron gives it */
export function mayHave(
  kind: PageKind,
  permission: string,
  requester: string,
  ownOrigin: string | null,
): boolean {
  return ALLOWED[kind].has(permission) && ownOrigin !== null && originOf(requester) === ownOrigin;
}
