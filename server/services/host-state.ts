import type { HostState, JoinAddress } from '../protocol/admin.ts';
import type { Arrivals } from './arrivals.ts';
import type { MinuteCounter } from './minute-counter.ts';
import type { ServiceContext } from './service-context.ts';

/** Where the host can be reached just now; discovery's knowledge, in the protocol's terms. */
export interface HostPlace {
  port(): number;
  /** Best first. */
  addresses(): JoinAddress[];
  /** The best of them that other devices can open; null where there is none. */
  best(): JoinAddress | null;
  /** `NAME.local` as announced now, or null. */
  localName(): string | null;
}

/** What only the running host knows of itself, beside what every use case works with. */
export interface HostFacts {
  /** Milliseconds since the epoch. */
  startedAt: number;
  place: HostPlace;
  arrivals: Arrivals;
  messages: MinuteCounter;
  deliveries: MinuteCounter;
  /** Open WebSockets, through whichever door. */
  connections: { readonly total: number; readonly elsewhere: number };
  /** As of a look a few seconds ago. */
  disk: () => HostState['disk'];
}

/** What the host screen and the tray show. Only memory is looked at, so that it can be asked for every second. */
export function describeHost(context: ServiceContext, facts: HostFacts): HostState {
  const { serverId, version, directory, online } = context;
  const { serverName, joinPolicy, isJoiningPaused, pin, wifiName, chosenAddress, port } =
    context.settings.get();
  const addresses = facts.place.addresses();
  return {
    serverId,
    name: serverName,
    version,
    startedAt: facts.startedAt,
    port: facts.place.port(),
    portAfterRestart: port === null || port === facts.place.port() ? null : port,
    addresses,
    best: addresses.find(({ address }) => address === chosenAddress) ?? facts.place.best(),
    chosenAddress,
    localName: facts.place.localName(),
    join: { policy: joinPolicy, isPaused: isJoiningPaused, pin },
    wifiName,
    people: {
      online: online.onlineCount(),
      known: directory.userCount,
      connections: facts.connections.total,
      connectionsElsewhere: facts.connections.elsewhere,
    },
    arrivals: facts.arrivals.list(directory),
    hasOtherDeviceArrived: facts.arrivals.hasOtherDeviceArrived,
    rates: {
      messagesPerMinute: facts.messages.total(),
      deliveriesPerMinute: facts.deliveries.total(),
    },
    disk: facts.disk(),
  };
}
