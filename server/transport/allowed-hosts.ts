import { isIP } from 'node:net';

const NONE: ReadonlySet<string> = new Set();

/**
 * Whether a Host header names this host. A page on a stranger's domain can point that domain at our address
 * (DNS rebinding) and then read what it likes as "same origin"; refusing every name that is not ours ends it.
 * IP literals are safe: no one can rebind those.
 *
 * @param hostHeader as sent: name or address, with or without a port
 * @param names lower-case names this host answers to
 */
export function isAllowedHost(hostHeader: string | undefined, names: ReadonlySet<string>): boolean {
  if (hostHeader === undefined) return false;
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::\d{1,5})?$/i.exec(hostHeader);
  const name = match?.[1]?.toLowerCase().replace(/\.$/, '');
  if (!name) return false;
  const isLiteral = isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  return isLiteral || name === 'localhost' || names.has(name);
}

/**
 * Whether a request's Origin may speak here: our own pages, or no browser at all (then its token or cookie
 * is judged alone). The Host must have been checked before.
 *
 * @param others origins of pages served elsewhere that the host was told to allow
 */
export function isAllowedOrigin(
  origin: string | undefined,
  hostHeader: string | undefined,
  others: ReadonlySet<string> = NONE,
): boolean {
  if (origin === undefined || others.has(origin)) return true;
  if (hostHeader === undefined) return false;
  // Behind TLS or not, the page came from the same host and port as the request goes to.
  return origin === `http://${hostHeader}` || origin === `https://${hostHeader}`;
}
