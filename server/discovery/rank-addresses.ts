import type { AddressKind, NetworkAddress } from './network-addresses.ts';

/** Kinds that other people's devices can be on. */
const REAL_KINDS: ReadonlySet<AddressKind> = new Set(['wifi', 'ethernet', 'other']);

/** Best first. Wi-Fi leads because phones, which scan the code, are never on a cable. */
const KIND_ORDER: readonly AddressKind[] = [
  'wifi',
  'ethernet',
  'other',
  'bridge',
  'hyperv',
  'tailscale',
  'vpn',
  'link-local',
  'virtualbox',
  'vmware',
  'wsl',
  'docker',
  'loopback',
];

const LOOPBACK: NetworkAddress = {
  address: '127.0.0.1',
  family: 'IPv4',
  interfaceName: 'loopback',
  kind: 'loopback',
};

const byName = new Intl.Collator('en', { numeric: true });

/**
 * Puts the address most likely to be reached by other devices first.
 *
 * IPv6 appears only where no real adapter has IPv4, and never as fe80::, which a browser cannot open.
 * Loopback appears only where there is nothing else; the result is never empty. The order depends on the
 * addresses alone, not on the order in which the system lists them.
 */
export function rankAddresses(addresses: readonly NetworkAddress[]): NetworkAddress[] {
  const outside = addresses.filter(({ kind }) => kind !== 'loopback');
  const hasRealIPv4 = outside.some(({ family, kind }) => family === 'IPv4' && REAL_KINDS.has(kind));
  const usable = outside.filter(
    (candidate) => candidate.family === 'IPv4' || (!hasRealIPv4 && isUsableIPv6(candidate)),
  );
  if (usable.length === 0) return [addresses.find(isIPv4Loopback) ?? LOOPBACK];
  return usable.toSorted(compareAddresses);
}

/** The order of two addresses, the better one first. */
export function compareAddresses(a: NetworkAddress, b: NetworkAddress): number {
  return (
    group(a) - group(b) ||
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    familyOrder(a) - familyOrder(b) ||
    byName.compare(a.interfaceName, b.interfaceName) ||
    byName.compare(a.address, b.address)
  );
}

/** Private addresses of real adapters, then their public ones (a campus network), then everything virtual. */
function group({ address, family, kind }: NetworkAddress): number {
  if (!REAL_KINDS.has(kind)) return 2;
  return family === 'IPv4' && isPrivateIPv4(address) ? 0 : 1;
}

/** Whether other people's devices can be on an adapter of this kind. */
export function isRealKind(kind: AddressKind): boolean {
  return REAL_KINDS.has(kind);
}

/** A unique local IPv6 address (RFC 4193) stays; a global one may be temporary (RFC 8981). */
function familyOrder({ address, family }: NetworkAddress): number {
  if (family === 'IPv4') return 0;
  return /^f[cd]/i.test(address) ? 1 : 2;
}

/** RFC 1918. */
function isPrivateIPv4(address: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address);
}

function isUsableIPv6({ family, kind }: NetworkAddress): boolean {
  return family === 'IPv6' && REAL_KINDS.has(kind);
}

function isIPv4Loopback({ family, kind }: NetworkAddress): boolean {
  return family === 'IPv4' && kind === 'loopback';
}
