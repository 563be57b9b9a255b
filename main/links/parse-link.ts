import { SHELL_LIMITS } from '../shell/limits.ts';
import type { Texts } from '../texts/texts.ts';
import { isLocalHostName } from './local-address.ts';

export const LINK_SCHEME = 'porchlight';

export type LinkRefusal = keyof Texts['link']['refused'];

export type ParsedLink =
  | { kind: 'open' }
  /** `origin` is that of a host on this network, for example `http://192.168.1.20:8322`. */
  | { kind: 'join'; origin: string }
  | { kind: 'refused'; code: LinkRefusal };

/**
 * What a `porchlight://` link asks for. Links come from anywhere, from a web page too: only two forms exist, and of
 * a host's address nothing but its origin is taken.
 *
 * @param isOwn whether an address lies in one of this machine's networks
 */
export function parseLink(text: string, isOwn: (address: string) => boolean): ParsedLink {
  if (text.length > SHELL_LIMITS.linkMaxChars) return refused('not_a_link');
  const link = URL.parse(text);
  if (link?.protocol !== `${LINK_SCHEME}:` || hasCredentials(link) || link.port !== '' || link.hash !== '') {
    return refused('not_a_link');
  }
  if (!['', '/'].includes(link.pathname)) return refused('not_a_link');

  const names = [...link.searchParams.keys()];
  const form = link.hostname.toLowerCase();
  if (form === 'open') return names.length === 0 ? { kind: 'open' } : refused('not_a_link');
  const host = link.searchParams.get('host');
  if (form !== 'join' || names.length !== 1 || host === null) return refused('not_a_link');
  return parseHost(host, isOwn);
}

/** The link among a program's arguments, as Windows and Linux hand it over; null where there is none. */
export function linkInArguments(argv: readonly string[]): string | null {
  return argv.find((argument) => argument.toLowerCase().startsWith(`${LINK_SCHEME}:`)) ?? null;
}

function parseHost(text: string, isOwn: (address: string) => boolean): ParsedLink {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || hasCredentials(url)) {
    return refused('not_an_address');
  }
  return isLocalHostName(url.hostname, isOwn)
    ? { kind: 'join', origin: url.origin }
    : refused('not_on_this_network');
}

function hasCredentials({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

function refused(code: LinkRefusal): ParsedLink {
  return { kind: 'refused', code };
}
