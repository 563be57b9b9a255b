import type { Logger } from '../logging/logger.ts';
import { openMdnsInterface, type MdnsInterface, type MdnsInterfaceOptions } from './mdns-interface.ts';
import {
  findConflicts,
  mdnsNames,
  shouldYield,
  type MdnsNames,
  type MdnsQuestion,
  type SeenRecord,
} from './mdns-names.ts';
import { listNetworkAddresses, type AddressKind, type NetworkAddress } from './network-addresses.ts';

/** Networks on which other people's devices can be; the rest would hear of us for nothing. */
const ANNOUNCED_KINDS: ReadonlySet<AddressKind> = new Set([
  'wifi',
  'ethernet',
  'other',
  'bridge',
  'hyperv',
  'link-local',
]);
/** RFC 6762 §8.1 lets a host try fifteen names before it must slow down; we then wait for a change instead. */
const CONFLICTS_MAX = 15;
const GOODBYE_TIMEOUT_MS = 1_000;

export interface MdnsOptions {
  /** The host's random id, as in `GET /api/v1/server`. */
  serverId: string;
  /** The network's display name. */
  name: string;
  version: string;
  port: number;
  logger: Logger;
  /** Called with `LABEL.local` once the name is ours, and with null when it is announced nowhere. */
  onHostName?: (hostName: string | null) => void;
  /** Called when the host has been announced on a network, and so is on it. */
  onAnnounced?: () => void;
  /** Called with everything that is heard, and with the address of the interface on which it was. */
  onRecords?: (interfaceAddress: string, records: readonly SeenRecord[]) => void;
  /** All addresses of this machine: claims on them are our own. */
  readOwnAddresses?: () => readonly NetworkAddress[];
  openInterface?: (options: MdnsInterfaceOptions) => MdnsInterface;
}

/** Tells the network where the host is. Nothing here throws or makes anybody wait; failures are warnings. */
export interface MdnsAnnouncer {
  /** `LABEL.local` as announced now, or null. */
  hostName(): string | null;
  /** The addresses on whose networks the host is announced now. */
  announcedAddresses(): string[];
  /** Asks every network that is followed; answers arrive at `onRecords`. */
  ask(questions: readonly MdnsQuestion[]): void;
  /**
   * Announces on the IPv4 networks among these addresses and leaves all others. Also starts it.
   *
   * @param reason `woke` announces everything anew, since caches have run out during sleep
   */
  update(addresses: readonly NetworkAddress[], reason?: 'changed' | 'woke'): void;
  /** Takes a new display name and with it a new `.local` name. */
  rename(name: string): void;
  /** Says goodbye everywhere; takes at most a second. */
  stop(): Promise<void>;
}

/** Prepares the announcement of `_porchlight._tcp`, `_http._tcp` and the host's `.local` name. */
export function createMdnsAnnouncer({
  serverId,
  name,
  version,
  port,
  logger,
  onHostName = () => undefined,
  onAnnounced = () => undefined,
  onRecords = () => undefined,
  readOwnAddresses = listNetworkAddresses,
  openInterface = openMdnsInterface,
}: MdnsOptions): MdnsAnnouncer {
  const open = new Map<string, MdnsInterface>();
  let displayName = name;
  let wanted: ReadonlySet<string> = new Set();
  let hostAttempt = 1;
  let serviceAttempt = 1;
  let announcedHostName: string | null = null;
  let isSettling = false;
  let hasChanged = false;
  let isStopped = false;
  /** Problems are told once per interface: a network that is down fails every few seconds. */
  const told = new Set<string>();

  const currentNames = (): MdnsNames => mdnsNames(displayName, port, hostAttempt, serviceAttempt);

  function settle(): void {
    hasChanged = true;
    if (isSettling || isStopped) return;
    isSettling = true;
    void settleUntilQuiet()
      .catch((error: unknown) => logger.warn('mdns_failed', { error }))
      .finally(() => {
        isSettling = false;
        if (hasChanged && !isStopped) settle();
      });
  }

  /** One change at a time: whatever arrives meanwhile is taken up in the next round. */
  async function settleUntilQuiet(): Promise<void> {
    while (hasChanged && !isStopped) {
      hasChanged = false;
      await leaveUnwanted();
      joinWanted();
      await announceWhereNeeded();
    }
  }

  async function leaveUnwanted(): Promise<void> {
    const leaving = [...open.values()].filter(({ address }) => !wanted.has(address));
    if (leaving.length === 0) return;
    for (const { address } of leaving) forget(address);
    await withinGoodbyeTime(leaving.map((each) => each.close()));
    if (open.size > 0) return;
    // Elsewhere the plain name may be free again.
    hostAttempt = serviceAttempt = 1;
    tellHostName(null);
  }

  function joinWanted(): void {
    for (const address of wanted) {
      if (isStopped || open.has(address)) continue;
      try {
        open.set(
          address,
          openInterface({
            address,
            onRecords: (records) => {
              onRecords(address, records);
              meet(address, records);
            },
            onProblem: (event, error) => tellProblem(address, event, error),
          }),
        );
      } catch (error) {
        tellProblem(address, 'mdns_socket_failed', error);
      }
    }
  }

  async function announceWhereNeeded(): Promise<void> {
    const names = currentNames();
    const silent = [...open.values()].filter(({ announced }) => !announced || !isSame(announced, names));
    if (silent.length === 0) return;
    if (hostAttempt + serviceAttempt > CONFLICTS_MAX) {
      logger.warn('mdns_no_free_name', { hostName: names.hostName, serviceName: names.serviceName });
      return;
    }

    await Promise.all(silent.map((each) => each.probe(names)));
    if (isStopped || !isSame(names, currentNames())) return;
    const results = await Promise.allSettled(silent.map((each) => each.announce(names, txtRecord())));
    results.forEach((result, index) => {
      if (result.status === 'rejected') {
        tellProblem(silent[index]?.address ?? '', 'mdns_announce_failed', result.reason);
      }
    });
    const addresses = announcedAddresses();
    if (addresses.length > 0) logger.info('mdns_announced', { ...names, addresses });
    tellHostName(addresses.length > 0 ? names.hostName : null);
    if (addresses.length > 0) onAnnounced();
  }

  /** Somebody's records came in: while we probe, any other claim wins; once announced, the greater one. */
  function meet(address: string, records: readonly SeenRecord[]): void {
    if (isStopped) return;
    const names = currentNames();
    const announced = open.get(address)?.announced ?? null;
    const conflicts = findConflicts(records, names, isOwnAddress).filter(
      (conflict) => announced === null || !isSame(announced, names) || shouldYield(conflict, names, address),
    );
    if (conflicts.length === 0) return;
    if (conflicts.some(({ what }) => what === 'host')) hostAttempt++;
    if (conflicts.some(({ what }) => what === 'service')) serviceAttempt++;
    logger.info('mdns_name_taken', { hostName: names.hostName, serviceName: names.serviceName, conflicts });
    settle();
  }

  function announcedAddresses(): string[] {
    return [...open.values()].filter(({ announced }) => announced !== null).map(({ address }) => address);
  }

  function isOwnAddress(address: string): boolean {
    return open.has(address) || readOwnAddresses().some((own) => own.address === address);
  }

  function txtRecord(): Record<string, string> {
    return { id: serverId, name: displayName, version, path: '/' };
  }

  function tellHostName(hostName: string | null): void {
    if (hostName === announcedHostName) return;
    announcedHostName = hostName;
    onHostName(hostName);
  }

  function tellProblem(address: string, event: string, error: unknown): void {
    const key = `${address} ${event}`;
    if (told.has(key)) return;
    told.add(key);
    logger.warn(event, { address, error });
  }

  function forget(address: string): void {
    open.delete(address);
    for (const key of told) if (key.startsWith(`${address} `)) told.delete(key);
  }

  return {
    hostName: () => announcedHostName,
    announcedAddresses,
    ask: (questions) => {
      for (const each of open.values()) each.ask(questions);
    },

    update(addresses, reason = 'changed') {
      wanted = new Set(addresses.filter(isAnnounceable).map(({ address }) => address));
      if (reason === 'woke') {
        for (const [address, each] of [...open]) {
          forget(address);
          void each.close();
        }
      }
      settle();
    },

    rename(newName) {
      displayName = newName;
      hostAttempt = serviceAttempt = 1;
      settle();
    },

    async stop() {
      if (isStopped) return;
      isStopped = true;
      const leaving = [...open.values()];
      open.clear();
      await withinGoodbyeTime(leaving.map((each) => each.close()));
    },
  };
}

function isAnnounceable({ family, kind }: NetworkAddress): boolean {
  return family === 'IPv4' && ANNOUNCED_KINDS.has(kind);
}

function isSame(a: MdnsNames, b: MdnsNames): boolean {
  return a.hostName === b.hostName && a.serviceName === b.serviceName && a.port === b.port;
}

/** A goodbye is a courtesy: an interface that is gone must not hold anybody up. */
async function withinGoodbyeTime(goodbyes: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_TIMEOUT_MS);
  });
  await Promise.race([Promise.allSettled(goodbyes), timeUp]);
  clearTimeout(timer);
}
