import { isIPv4 } from 'node:net';
import { LIMITS } from '../../protocol/limits.ts';
import type { SeenRecord } from '../mdns-names.ts';

/** The name under which Porchlight hosts are listed. */
export const SERVICE_NAME = '_porchlight._tcp.local';

/** What a host announces comes in one packet, or in the next; a name alone is soon forgotten. */
const HALF_KNOWN_MS = 10_000;
/** More addresses of one name than a machine announces on one network. */
const ADDRESSES_MAX = 4;

/** A place where a host is said to be. Anybody can say so. */
export interface HeardHost {
  /** Stands for it in every list. */
  key: string;
  /** The address of ours on whose network it was heard. */
  interfaceAddress: string;
  address: string;
  port: number;
}

interface Instance {
  interfaceAddress: string;
  /** When its announcement ends; without an address it ends before. */
  expiresAt: number;
  heardAt: number;
  target: string | null;
  port: number;
  /** Of the target, on this network. */
  addresses: Set<string>;
}

/**
 * Remembers the hosts that are announced by mDNS, for as long as the announcements hold: until a goodbye (RFC 6762
 * §10.1) or the end of their time. Bounded, since the network can say as much as it likes.
 */
export class HeardHosts {
  private readonly now: () => number;
  private readonly instances = new Map<string, Instance>();

  /** @param now milliseconds of a clock that goes on during sleep */
  constructor(now: () => number) {
    this.now = now;
  }

  /** Takes in what was heard in one packet. @returns whether a host has come or gone */
  hear(interfaceAddress: string, records: readonly SeenRecord[]): boolean {
    let hasChanged = false;
    for (const record of records) {
      if (record.type === 'PTR' && isText(record.data) && fold(record.name) === SERVICE_NAME)
        hasChanged = this.hearName(interfaceAddress, record.data, record.ttl ?? 0) || hasChanged;
    }
    // Only once the names are known: a packet may hold its records in any order.
    for (const record of records)
      if (record.type === 'SRV') hasChanged = this.hearPlace(interfaceAddress, record) || hasChanged;
    for (const record of records)
      if (record.type === 'A') hasChanged = this.hearAddress(interfaceAddress, record) || hasChanged;
    return hasChanged;
  }

  /** Forgets a place where no host was; it comes back when it is announced anew. */
  drop({ key }: HeardHost): void {
    for (const [name, instance] of this.instances) {
      for (const address of instance.addresses) {
        if (placeKey(name, address, instance.port) !== key) continue;
        instance.addresses.delete(address);
        if (instance.addresses.size === 0) this.instances.delete(name);
        return;
      }
    }
  }

  /** Everywhere that a host is said to be just now. */
  list(): HeardHost[] {
    this.forgetOld();
    return [...this.instances].flatMap(([key, { interfaceAddress, port, addresses }]) =>
      [...addresses].map((address) => ({
        key: placeKey(key, address, port),
        interfaceAddress,
        address,
        port,
      })),
    );
  }

  clear(): void {
    this.instances.clear();
  }

  private hearName(interfaceAddress: string, name: string, ttlSeconds: number): boolean {
    const key = `${interfaceAddress} ${fold(name)}`;
    if (ttlSeconds === 0) return this.instances.delete(key);
    const expiresAt = this.now() + Math.min(ttlSeconds, LIMITS.nearbyTtlMaxSeconds) * 1000;
    const known = this.instances.get(key);
    if (known) {
      known.expiresAt = expiresAt;
      return false;
    }
    this.forgetOld();
    if (this.instances.size >= LIMITS.nearbyHeardMax) return false;
    this.instances.set(key, {
      interfaceAddress,
      expiresAt,
      heardAt: this.now(),
      target: null,
      port: 0,
      addresses: new Set(),
    });
    return true;
  }

  private hearPlace(interfaceAddress: string, { name, ttl, data }: SeenRecord): boolean {
    const key = `${interfaceAddress} ${fold(name)}`;
    const known = this.instances.get(key);
    if (!known) return false;
    if (ttl === 0) return this.instances.delete(key);
    if (!isPlace(data)) return false;
    const target = fold(data.target);
    if (known.target === target && known.port === data.port) return false;
    known.target = target;
    known.port = data.port;
    known.addresses.clear();
    return true;
  }

  private hearAddress(interfaceAddress: string, { name, ttl, data }: SeenRecord): boolean {
    if (!isText(data) || !isIPv4(data)) return false;
    let hasChanged = false;
    for (const instance of this.instances.values()) {
      if (instance.interfaceAddress !== interfaceAddress || instance.target !== fold(name)) continue;
      const { addresses } = instance;
      if (ttl === 0) hasChanged = addresses.delete(data) || hasChanged;
      else if (!addresses.has(data) && addresses.size < ADDRESSES_MAX) {
        addresses.add(data);
        hasChanged = true;
      }
    }
    return hasChanged;
  }

  private forgetOld(): void {
    const now = this.now();
    for (const [key, { expiresAt, heardAt, addresses }] of this.instances) {
      const isHalfKnown = addresses.size === 0 && now - heardAt > HALF_KNOWN_MS;
      if (expiresAt <= now || isHalfKnown) this.instances.delete(key);
    }
  }
}

function placeKey(name: string, address: string, port: number): string {
  return `${name} ${address}:${port}`;
}

function isPlace(data: unknown): data is { target: string; port: number } {
  if (typeof data !== 'object' || data === null || !('target' in data) || !('port' in data)) return false;
  const { target, port } = data;
  return isText(target) && typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536;
}

/** RFC 1035 §2.3.4: no name is longer. */
function isText(data: unknown): data is string {
  return typeof data === 'string' && data.length <= 255;
}

/** DNS names compare without regard to ASCII case (RFC 6762 §16). */
function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}
