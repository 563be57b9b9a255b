import type { JoinAddress } from '../protocol/admin.ts';
import type { NetworkAddress } from './network-addresses.ts';

export interface JoinLinksInput {
  /** Ranked, best first. */
  addresses: readonly NetworkAddress[];
  port: number;
  /** The announced name, for example `porchlight.local`; null while there is none. */
  hostName: string | null;
  /** Whether the listener answers on loopback; false when bound to one address. Default true. */
  hasLocalhost?: boolean;
}

/**
 * Links in the order in which people should try them: addresses first, because `.local` fails on many
 * Android phones and some Windows machines, and `localhost`, which helps only this computer, last.
 */
export function joinLinks({ addresses, port, hostName, hasLocalhost = true }: JoinLinksInput): JoinAddress[] {
  const links: JoinAddress[] = addresses.map(({ address, family, kind, interfaceName }) => ({
    url: httpUrl(family === 'IPv6' ? `[${address}]` : address, port),
    address,
    type: 'address',
    kind,
    interfaceName,
  }));
  if (hostName !== null) links.push(nameLink(hostName, 'name', port));
  if (hasLocalhost) links.push(nameLink('localhost', 'localhost', port));
  return links;
}

/** The link for the QR code: the best one that other devices can open, or null where there is none. */
export function bestJoinLink(links: readonly JoinAddress[]): JoinAddress | null {
  return links.find(({ type, kind }) => type === 'address' && kind !== 'loopback') ?? null;
}

/** Where somebody at any device on the network opens the host; on a machine without a network, itself. */
export function bestUrl(links: readonly JoinAddress[], port: number): string {
  return bestJoinLink(links)?.url ?? `http://localhost:${port}`;
}

/** Where the owner sets the host up: the best link, or the one that is left where no other device can come. */
export function setupUrl(links: readonly JoinAddress[], port: number, token: string): string {
  const [first] = links;
  const base = (bestJoinLink(links) ?? first)?.url ?? `http://localhost:${port}`;
  return `${base}/setup?token=${token}`;
}

function nameLink(name: string, type: 'name' | 'localhost', port: number): JoinAddress {
  return { url: httpUrl(name, port), address: name, type, kind: null, interfaceName: null };
}

function httpUrl(host: string, port: number): string {
  return port === 80 ? `http://${host}` : `http://${host}:${port}`;
}
