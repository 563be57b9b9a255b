import type { JoinAddress } from '../protocol/admin.ts';
import type { Logger } from '../logging/logger.ts';
import { answersOnLoopback, boundAddresses } from './bound-addresses.ts';
import { hostLabel } from './host-name.ts';
import { joinLinks } from './join-links.ts';
import { createMdnsAnnouncer, type MdnsAnnouncer } from './mdns.ts';
import type { MdnsQuestion, SeenRecord } from './mdns-names.ts';
import { watchNetwork } from './network-watch.ts';

export interface AnnouncementOptions {
  serverId: string;
  /** The network's display name, as it is now. */
  name: () => string;
  version: string;
  port: () => number;
  /** The address the host is bound to now; null for all. */
  bind: () => string | null;
  /** Without mDNS the network is followed all the same, for the links. */
  hasMdns: boolean;
  logger: Logger;
  /** Called when the host has come onto a network. */
  onAnnounced: () => void;
  /** Called with everything heard by mDNS, and with the address of the interface on which it was. */
  onRecords: (interfaceAddress: string, records: readonly SeenRecord[]) => void;
}

/** What a listening host tells of where it is. */
export interface Announcement {
  /** `LABEL.local` as announced now, or null. */
  hostName(): string | null;
  /** `LABEL.local` as it is announced where nobody else has it. */
  wantedHostName(): string;
  /** The ways in, best first; follows the network. */
  links(): JoinAddress[];
  /** The addresses on whose networks the host is announced now. */
  announcedAddresses(): string[];
  /** Begins to announce; to be called once the host can be reached from the network. */
  start(): void;
  /** Looks at the network and announces everything anew: the machine has slept. */
  wake(): void;
  /** Asks the networks by mDNS; answers arrive at `onRecords`. */
  ask(questions: readonly MdnsQuestion[]): void;
  /** Takes a new display name and with it a new `.local` name. */
  rename(name: string): void;
  /** Says goodbye; takes at most a second. */
  stop(): Promise<void>;
}

/** Announces the host wherever it can be reached, and keeps to that as the network changes. */
export function announceHost(options: AnnouncementOptions): Announcement {
  const { serverId, name, version, port, bind, logger, onAnnounced, onRecords } = options;
  let mdns: MdnsAnnouncer | null = null;
  const network = watchNetwork({
    onChange: ({ addresses, reason }) => mdns?.update(boundAddresses(addresses, bind()), reason),
  });
  const wantedHostName = (): string => `${hostLabel(name())}.local`;
  return {
    hostName: () => mdns?.hostName() ?? null,
    wantedHostName,
    links: () =>
      joinLinks({
        addresses: boundAddresses(network.current(), bind()),
        port: port(),
        hostName: mdns ? (mdns.hostName() ?? wantedHostName()) : null,
        hasLocalhost: answersOnLoopback(bind()),
      }),
    announcedAddresses: () => mdns?.announcedAddresses() ?? [],
    start: () => {
      if (mdns || !options.hasMdns) return;
      mdns = createMdnsAnnouncer({
        serverId,
        name: name(),
        version,
        port: port(),
        logger,
        onAnnounced,
        onRecords,
      });
      mdns.update(boundAddresses(network.current(), bind()));
    },
    wake: () => network.wake(),
    ask: (questions) => mdns?.ask(questions),
    rename: (newName) => mdns?.rename(newName),
    stop: async () => {
      network.stop();
      await mdns?.stop();
    },
  };
}
