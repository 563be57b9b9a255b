import type { Logger } from '../logging/logger.ts';
import { answersOnLoopback, boundAddresses } from './bound-addresses.ts';
import { hostLabel } from './host-name.ts';
import { joinLinks, type JoinLink } from './join-links.ts';
import { createMdnsAnnouncer } from './mdns.ts';
import { watchNetwork } from './network-watch.ts';

export interface AnnouncementOptions {
  serverId: string;
  /** The network's display name, as it is now. */
  name: () => string;
  version: string;
  port: number;
  /** The address the host is bound to; null for all. */
  bind: string | null;
  /** Without mDNS the network is followed all the same, for the links. */
  hasMdns: boolean;
  logger: Logger;
}

/** What a listening host tells of where it is. */
export interface Announcement {
  /** `LABEL.local` as announced now, or null. */
  hostName(): string | null;
  /** The ways in, best first; follows the network. */
  links(): JoinLink[];
  /** Takes a new display name and with it a new `.local` name. */
  rename(name: string): void;
  /** Says goodbye; takes at most a second. */
  stop(): Promise<void>;
}

/** Announces the host wherever it can be reached, and keeps to that as the network changes. */
export function announceHost(options: AnnouncementOptions): Announcement {
  const { serverId, name, version, port, bind, logger } = options;
  const mdns = options.hasMdns
    ? createMdnsAnnouncer({ serverId, name: name(), version, port, logger })
    : null;
  const network = watchNetwork({
    onChange: ({ addresses, reason }) => mdns?.update(boundAddresses(addresses, bind), reason),
  });
  mdns?.update(boundAddresses(network.current(), bind));
  return {
    hostName: () => mdns?.hostName() ?? null,
    links: () =>
      joinLinks({
        addresses: boundAddresses(network.current(), bind),
        port,
        hostName: mdns ? (mdns.hostName() ?? `${hostLabel(name())}.local`) : null,
        hasLocalhost: answersOnLoopback(bind),
      }),
    rename: (newName) => mdns?.rename(newName),
    stop: async () => {
      network.stop();
      await mdns?.stop();
    },
  };
}
