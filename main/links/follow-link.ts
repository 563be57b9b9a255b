import type { ShellState } from '../shell/shell.ts';
import { parseLink, type LinkRefusal } from './parse-link.ts';

/** What is to be done about a link, given what the shell knows of this network. */
export type LinkStep =
  | { do: 'open-own' }
  | { do: 'open-nearby'; serverId: string }
  /** Nobody here knows that host: the person decides. */
  | { do: 'ask'; origin: string }
  | { do: 'refuse'; code: LinkRefusal };

/** @param isOwn whether an address lies in one of this machine's networks */
export function stepFor(
  text: string,
  { host, nearby }: Pick<ShellState, 'host' | 'nearby'>,
  isOwn: (address: string) => boolean,
): LinkStep {
  const link = parseLink(text, isOwn);
  switch (link.kind) {
    case 'open':
      return { do: 'open-own' };
    case 'refused':
      return { do: 'refuse', code: link.code };
    case 'join': {
      const { origin } = link;
      if (host?.addresses.some(({ url }) => originOf(url) === origin)) return { do: 'open-own' };
      const known = nearby.find(({ url }) => originOf(url) === origin);
      return known ? { do: 'open-nearby', serverId: known.serverId } : { do: 'ask', origin };
    }
  }
}

function originOf(url: string): string | null {
  return URL.parse(url)?.origin ?? null;
}
