import { evaluate } from './discovery/doctor/evaluate.ts';
import { probeAdapters } from './discovery/doctor/probe-adapters.ts';
import { bestJoinLink } from './discovery/join-links.ts';
import { listNetworkAddresses } from './discovery/network-addresses.ts';
import { ownAddresses } from './discovery/own-addresses.ts';
import type { Place } from './host-place.ts';
import type { Logger } from './logging/logger.ts';
import type { DoctorReport, HostState } from './protocol/admin.ts';
import { LIMITS } from './protocol/limits.ts';
import { Arrivals } from './services/arrivals.ts';
import { HostFeed } from './services/host-feed.ts';
import { describeHost, type HostFacts } from './services/host-state.ts';
import { MinuteCounter } from './services/minute-counter.ts';
import type { ServiceContext } from './services/service-context.ts';
import type { HostDesk } from './services/tend-host.ts';
import { ConnectionCount } from './session/connection-count.ts';
import { readDiskUse } from './storage/disk-use.ts';

/** What is counted while the host runs. */
export interface Tally extends Pick<HostFacts, 'arrivals' | 'messages' | 'deliveries'> {
  connections: ConnectionCount;
}

export interface DeskOptions {
  context: ServiceContext;
  tally: Tally;
  dataDir: string;
  place: Place;
  hasMdns: boolean;
  logger: Logger;
}

/** Nothing has come in, and nothing been said. */
export function emptyTally(now: () => number): Tally {
  const clock = (): number => performance.now();
  const isOwnAddress = ownAddresses();
  return {
    arrivals: new Arrivals(isOwnAddress, now),
    connections: new ConnectionCount(isOwnAddress),
    messages: new MinuteCounter(clock),
    deliveries: new MinuteCounter(clock),
  };
}

/** The host's desk, and its end. */
export interface OpenDesk extends HostDesk {
  stop(): void;
}

/** Puts together what tells of the host as a whole. Resolves when it has looked at the disk once. */
export async function openDesk(options: DeskOptions): Promise<OpenDesk> {
  const { context, place } = options;
  const { listener, announcement, nearby } = place;
  const disk = await watchDisk(options);
  const facts: HostFacts = {
    ...options.tally,
    startedAt: context.now(),
    place: {
      port: () => listener.port(),
      addresses: () => announcement.links(),
      best: () => bestJoinLink(announcement.links()),
      localName: () => announcement.hostName(),
    },
    disk: disk.now,
  };
  const feed = new HostFeed(() => describeHost(context, facts));
  let examination: Promise<DoctorReport> | undefined;
  return {
    feed,
    examine: () =>
      (examination ??= examine(options).finally(() => {
        examination = undefined;
      })),
    nearby: () => nearby.look(),
    stop: () => {
      disk.stop();
      feed.stop();
      nearby.stop();
    },
  };
}

async function examine(options: DeskOptions): Promise<DoctorReport> {
  const { context, hasMdns, logger } = options;
  const { listener, announcement, wantedPort } = options.place;
  const { arrivals } = options.tally;
  const { isJoiningPaused, chosenAddress } = context.settings.get();
  const [port, bind, hostName] = [listener.port(), listener.bind(), announcement.hostName()];
  const adapters = await probeAdapters({
    addresses: listNetworkAddresses(),
    serverId: context.serverId,
    port,
    bind,
    hostName,
    announcedAddresses: announcement.announcedAddresses(),
    logger,
  });
  return evaluate({
    checkedAt: context.now(),
    platform: process.platform,
    port,
    wantedPort,
    bind,
    adapters,
    mdns: { isOn: hasMdns, hostName, wantedHostName: announcement.wantedHostName() },
    chosenAddress,
    waysIn: arrivals.waysIn(),
    hasOtherDeviceArrived: arrivals.hasOtherDeviceArrived,
    isJoiningPaused,
  });
}

/** Follows the sizes on the disk, by a look now and then. */
async function watchDisk({
  context,
  dataDir,
  logger,
}: DeskOptions): Promise<{ now: () => HostState['disk']; stop: () => void }> {
  let latest: HostState['disk'] = { databaseBytes: 0, fileBytes: 0, freeBytes: null };
  async function look(): Promise<void> {
    const [use, { totalBytes }] = await Promise.all([
      readDiskUse(dataDir),
      context.readers.query('fileUse', { userId: 0 }),
    ]);
    latest = { ...use, fileBytes: totalBytes };
  }
  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => logger.debug('disk_not_seen', { error }));
  }, LIMITS.diskLookIntervalMs);
  timer.unref();
  return { now: () => latest, stop: () => clearInterval(timer) };
}
