import { isIP } from 'node:net';

/** Names that no public server can have: mDNS (RFC 6762), home networks (RFC 8375) and private use (ICANN, 2024). */
const LOCAL_SUFFIXES = ['.local', '.home.arpa', '.internal', '.lan'];

/**
 * Whether a URL's host name can only be a machine of this network: a private address, one of an own network, or a
 * name that public DNS does not have. The machine itself is not meant: its loopback has other programs listening too.
 *
 * @param hostname as `URL.hostname` gives it: lower case, IPv4 in its usual form, IPv6 in brackets
 * @param isOwn whether an address lies in one of this machine's networks
 */
export function isLocalHostName(hostname: string, isOwn: (address: string) => boolean): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  switch (isIP(bare)) {
    case 4:
      return isPrivateIpv4(bare) || isOwn(bare);
    case 6:
      return isPrivateIpv6(bare) || isOwn(bare);
    default:
      return LOCAL_SUFFIXES.some((suffix) => bare.endsWith(suffix) && bare.length > suffix.length);
  }
}

function isPrivateIpv4(address: string): boolean {
  const [a = 0, b = 0] = address.split('.').map(Number);
  if (a === 10) return true;
  if (a === 172) return b >= 16 && b <= 31;
  if (a === 192) return b === 168;
  if (a === 169) return b === 254;
  // Shared address space (RFC 6598), which Tailscale and some phones' hotspots use.
  return a === 100 && b >= 64 && b <= 127;
}

function isPrivateIpv6(address: string): boolean {
  const first = Number.parseInt(address.split(':')[0] || '0', 16);
  // Unique local fc00::/7 (RFC 4193) and link-local fe80::/10 (RFC 4291).
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80;
}
