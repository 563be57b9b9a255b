import { listNetworkAddresses, type NetworkAddress } from './network-addresses.ts';

/** Addresses change rarely, and asking the system for them costs up to milliseconds. */
const LOOK_INTERVAL_MS = 1_000;

export interface OwnAddressesOptions {
  read?: () => readonly NetworkAddress[];
  /** Milliseconds of a clock that never jumps. */
  now?: () => number;
}

/**
 * Tells whether a socket's remote address is this machine itself, on whichever interface.
 *
 * An address that is not known is looked for anew, at most once a second: the machine may just have got it.
 */
export function ownAddresses({
  read = listNetworkAddresses,
  now = () => performance.now(),
}: OwnAddressesOptions = {}): (address: string) => boolean {
  let known: ReadonlySet<string> = new Set();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return (address) => {
    const bare = bareAddress(address);
    if (bare === '' || bare === '::1' || bare.startsWith('127.') || known.has(bare)) return true;
    if (now() - lookedAt < LOOK_INTERVAL_MS) return false;
    lookedAt = now();
    known = new Set(read().map((each) => bareAddress(each.address)));
    return known.has(bare);
  };
}

/** Without a zone, and an IPv4 address in its own form (RFC 4291 §2.5.5.2): sockets for both families write `::ffff:`. */
export function bareAddress(address: string): string {
  return address
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
}
