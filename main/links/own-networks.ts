import { BlockList, isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { SHELL_LIMITS } from '../shell/limits.ts';

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * Whether an address lies in a network that this machine itself is in: some offices and universities use public
 * addresses inside.
 *
 * @param interfaces as `os.networkInterfaces()` gives them
 * @param address IPv4, or IPv6 without brackets
 */
export function isOnOwnNetwork(interfaces: Interfaces, address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const networks = new BlockList();
  for (const each of Object.values(interfaces).flatMap((list) => list ?? [])) {
    const bits = Number(each.cidr?.split('/')[1]);
    if (each.internal || !(bits >= narrowest(each.family))) continue;
    networks.addSubnet(each.address, bits, each.family === 'IPv4' ? 'ipv4' : 'ipv6');
  }
  return networks.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

function narrowest(family: NetworkInterfaceInfo['family']): number {
  return family === 'IPv4' ? SHELL_LIMITS.linkSubnetMinBits4 : SHELL_LIMITS.linkSubnetMinBits6;
}
