import { BlockList, isIPv4 } from 'node:net';
import type os from 'node:os';

/**
 * Whether an address is on the very network on which it was announced, and not this machine itself. An announcement
 * can name any address; without this, anybody on the Wi-Fi could make this machine call into its own programs, or
 * into a VPN that it is in.
 *
 * @param interfaceAddress the IPv4 address of ours on the network where it was heard
 */
export function isOnLink(
  interfaceAddress: string,
  address: string,
  interfaces: NodeJS.Dict<os.NetworkInterfaceInfo[]>,
): boolean {
  const infos = Object.values(interfaces).flatMap((each) => each ?? []);
  if (!isIPv4(address) || infos.some((info) => info.address === address)) return false;
  const own = infos.find((info) => info.address === interfaceAddress);
  const prefix = Number(own?.cidr?.split('/')[1] ?? Number.NaN);
  // A prefix of 32 is a tunnel's, and leads to nobody's network.
  if (!own || own.internal || !(prefix >= 8 && prefix < 32)) return false;
  const network = new BlockList();
  network.addSubnet(interfaceAddress, prefix, 'ipv4');
  return network.check(address, 'ipv4');
}
