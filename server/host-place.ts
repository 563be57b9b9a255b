import { announceHost, type Announcement } from './discovery/announcement.ts';
import { createListener, type Listener } from './discovery/listen.ts';
import { SERVICE_NAME } from './discovery/nearby/heard-hosts.ts';
import { Nearby } from './discovery/nearby/nearby.ts';
import type { HostOptions } from './host.ts';
import type { ServiceContext } from './services/service-context.ts';

/** Where the host is, and who else is near. */
export interface Place {
  listener: Listener;
  announcement: Announcement;
  nearby: Nearby;
  /** The port that is tried first; null where any will do. */
  wantedPort: number | null;
}

/** Puts together what has to do with the network. Nothing listens or is announced yet. */
export function choosePlace(options: HostOptions, context: ServiceContext, lastPort: number | null): Place {
  const { serverId, version, settings, directory, bus } = context;
  const keptPort = settings.get().port ?? lastPort;
  const listener = createListener({
    port: options.port,
    keptPort,
    bind: options.bind,
    isPrivate: options.isPrivateUntilOwned === true && !directory.hasOwner,
  });
  const nearby = new Nearby({
    serverId,
    ask: () => announcement.ask([{ name: SERVICE_NAME, type: 'PTR' }]),
  });
  const announcement = announceHost({
    serverId,
    name: () => settings.get().serverName,
    version,
    port: () => listener.port(),
    bind: () => listener.bind(),
    hasMdns: options.hasMdns,
    logger: options.logger.child('mdns'),
    onAnnounced: () => nearby.askAnew(),
    onRecords: (interfaceAddress, records) => nearby.hear(interfaceAddress, records),
  });
  bus.on('committed', (events) => {
    for (const { kind, json } of events) {
      if (kind === 'server.updated') announcement.rename((JSON.parse(json) as { name: string }).name);
    }
  });
  const asked = options.port ?? keptPort;
  // 0 asks for any port at all.
  return { listener, announcement, nearby, wantedPort: asked === 0 ? null : asked };
}
