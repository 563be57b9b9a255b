import type { Logger } from '../../logging/logger.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { boundAddresses } from '../bound-addresses.ts';
import { callHost } from '../call-host.ts';
import type { NetworkAddress } from '../network-addresses.ts';
import { compareAddresses } from '../rank-addresses.ts';
import type { ProbedAdapter, ProbedAddress } from './facts.ts';
import { isNameAnswered } from './probe-mdns.ts';

export interface ProbeOptions {
  /** All addresses of this machine. */
  addresses: readonly NetworkAddress[];
  serverId: string;
  port: number;
  bind: string | null;
  /** The `.local` name as announced now, or null. */
  hostName: string | null;
  announcedAddresses: readonly string[];
  logger: Logger;
}

/** Tries every address of this machine at once; takes as long as the slowest time limit at most. */
export async function probeAdapters(options: ProbeOptions): Promise<ProbedAdapter[]> {
  const usable = options.addresses.filter(isUsable).toSorted(compareAddresses);
  const byInterface = Map.groupBy(usable, ({ interfaceName }) => interfaceName);
  const adapters = [...byInterface].slice(0, LIMITS.doctorAdaptersMax);
  return Promise.all(
    adapters.map(async ([interfaceName, addresses]): Promise<ProbedAdapter> => {
      const probed = await Promise.all(addresses.map((address) => probe(address, options)));
      return { interfaceName, kind: addresses[0]?.kind ?? 'other', addresses: probed };
    }),
  );
}

async function probe(
  { address, family, kind }: NetworkAddress,
  options: ProbeOptions,
): Promise<ProbedAddress> {
  const { serverId, port, bind, hostName, announcedAddresses, logger } = options;
  const own: NetworkAddress = { address, family, kind, interfaceName: '' };
  const listensThere =
    family === 'IPv4' || bind === '::' || bind === address
      ? boundAddresses([own], bind).some((bound) => bound.address === address)
      : false;
  const isAnnounced = announcedAddresses.includes(address);
  const [call, isHeard] = await Promise.all([
    listensThere ? callSelf(serverId, family === 'IPv6' ? `[${address}]` : address, port) : null,
    isAnnounced && hostName !== null ? isNameAnswered(address, hostName, logger) : null,
  ]);
  return { address, family, kind, call, isAnnounced, isHeard };
}

async function callSelf(serverId: string, address: string, port: number): Promise<ProbedAddress['call']> {
  const answer = await callHost(`http://${address}:${port}`, LIMITS.doctorCallTimeoutMs);
  return answer.kind === 'host' && answer.host.id !== serverId ? 'other' : answer.kind;
}

/** Not loopback, and nothing that a browser can't open: fe80:: needs a zone, which no address bar takes. */
function isUsable({ family, kind }: NetworkAddress): boolean {
  return kind !== 'loopback' && !(family === 'IPv6' && kind === 'link-local');
}
