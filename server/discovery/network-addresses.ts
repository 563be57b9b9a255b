import os from 'node:os';
import { adapterKind, type AddressKind } from './adapter-kind.ts';

export type { AddressKind } from './adapter-kind.ts';

/** One address of this machine. */
export interface NetworkAddress {
  address: string;
  family: 'IPv4' | 'IPv6';
  /** As the system calls it, for example `wlp3s0`, `en0`, `WLAN`. */
  interfaceName: string;
  kind: AddressKind;
}

/** `os.networkInterfaces`, or a stand-in for it. */
export type ReadInterfaces = () => NodeJS.Dict<os.NetworkInterfaceInfo[]>;

/**
 * Every address of this machine, in the system's order. Never throws: a system that refuses to tell is
 * treated as one without a network.
 */
export function listNetworkAddresses(
  readInterfaces: ReadInterfaces = os.networkInterfaces,
  platform: NodeJS.Platform = process.platform,
): NetworkAddress[] {
  return Object.entries(readInterfacesSafely(readInterfaces)).flatMap(([interfaceName, infos = []]) =>
    infos.map(({ address, family, mac, internal }) => ({
      address,
      family,
      interfaceName,
      kind: adapterKind({ interfaceName, address, mac, internal }, platform),
    })),
  );
}

/** Sandboxes and some Android builds forbid the system call behind it, and Node then throws: no network, then. */
export function readInterfacesSafely(
  readInterfaces: ReadInterfaces = os.networkInterfaces,
): NodeJS.Dict<os.NetworkInterfaceInfo[]> {
  try {
    return readInterfaces();
  } catch {
    return {};
  }
}
