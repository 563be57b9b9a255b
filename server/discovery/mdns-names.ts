import { isIPv4 } from 'node:net';
import { hostLabel, numberedHostLabel, numberedServiceName } from './host-name.ts';

/** The service types under which the host is found: our own, and the one that generic browsers list. */
export const SERVICE_TYPES = ['porchlight', 'http'] as const;

/** What a host calls itself on one network. */
export interface MdnsNames {
  /** For example `porchlight.local`. */
  hostName: string;
  /** The service instance, as people read it. */
  serviceName: string;
  port: number;
}

/** A record seen on the network, as far as names are concerned. */
export interface SeenRecord {
  name: string;
  type: string;
  ttl?: number | undefined;
  data?: unknown;
}

/** A question to the network. */
export interface MdnsQuestion {
  name: string;
  type: 'A' | 'ANY' | 'PTR';
}

export interface NameConflict {
  what: 'host' | 'service';
  /** What the other side claims for the name, in a form in which both sides' claims can be compared. */
  theirClaim: string;
}

/** The names after `hostAttempt - 1` and `serviceAttempt - 1` conflicts. */
export function mdnsNames(
  displayName: string,
  port: number,
  hostAttempt: number,
  serviceAttempt: number,
): MdnsNames {
  return {
    hostName: `${numberedHostLabel(hostLabel(displayName), hostAttempt)}.local`,
    serviceName: numberedServiceName(displayName, serviceAttempt),
    port,
  };
}

/** The full names that must be ours alone (RFC 6762 §8.1). */
export function uniqueNames({ hostName, serviceName }: MdnsNames): string[] {
  return [hostName, ...SERVICE_TYPES.map((type) => `${serviceName}._${type}._tcp.local`)];
}

/**
 * Finds records by which somebody else claims one of our names. The same claim from another responder on
 * this machine is no conflict (RFC 6762 §9), and neither is a goodbye.
 *
 * @param isOwnAddress whether an address belongs to this machine, on whichever interface
 */
export function findConflicts(
  records: readonly SeenRecord[],
  names: MdnsNames,
  isOwnAddress: (address: string) => boolean,
): NameConflict[] {
  const services = new Set(uniqueNames(names).slice(1).map(fold));
  return records.flatMap(({ name, type, ttl, data }): NameConflict[] => {
    if (ttl === 0) return [];
    if ((type === 'A' || type === 'AAAA') && fold(name) === fold(names.hostName)) {
      return typeof data === 'string' && !isOwnAddress(data)
        ? [{ what: 'host', theirClaim: addressClaim(data) }]
        : [];
    }
    if (type === 'SRV' && services.has(fold(name)) && isServiceData(data)) {
      const theirClaim = serviceClaim(data.target, data.port);
      return theirClaim === serviceClaim(names.hostName, names.port) ? [] : [{ what: 'service', theirClaim }];
    }
    return [];
  });
}

/**
 * Whether we give the name up when two hosts that both announced it meet. Both compare the same two claims
 * and the greater one stays, as in simultaneous probes (RFC 6762 §8.2), so exactly one of them moves.
 */
export function shouldYield(conflict: NameConflict, names: MdnsNames, ownAddress: string): boolean {
  const ourClaim =
    conflict.what === 'host' ? addressClaim(ownAddress) : serviceClaim(names.hostName, names.port);
  return ourClaim < conflict.theirClaim;
}

/** IPv6 sorts above IPv4: we announce none, so its owner is another kind of responder, which stays. */
function addressClaim(address: string): string {
  if (!isIPv4(address)) return `6 ${address}`;
  return `4 ${address
    .split('.')
    .map((part) => part.padStart(3, '0'))
    .join('.')}`;
}

function serviceClaim(target: string, port: number): string {
  return `${fold(target)} ${String(port).padStart(5, '0')}`;
}

function isServiceData(data: unknown): data is { target: string; port: number } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'target' in data &&
    typeof data.target === 'string' &&
    'port' in data &&
    typeof data.port === 'number'
  );
}

/** DNS names compare without regard to ASCII case (RFC 6762 §16). */
function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}
