import { randomBytes } from 'node:crypto';
import http from 'node:http';
import os from 'node:os';
import { answersOnLoopback, boundAddresses } from './discovery/bound-addresses.ts';
import { choosePort, listenOn } from './discovery/choose-port.ts';
import { hostLabel } from './discovery/host-name.ts';
import { bestJoinLink, joinLinks, type JoinLink } from './discovery/join-links.ts';
import { createMdnsAnnouncer, type MdnsAnnouncer } from './discovery/mdns.ts';
import { watchNetwork, type NetworkWatch } from './discovery/network-watch.ts';
import { Bus } from './events/bus.ts';
import { FanOut } from './fanout/fan-out.ts';
import { Hub } from './fanout/hub.ts';
import type { Logger } from './logging/logger.ts';
import { LIMITS } from './protocol/limits.ts';
import { Directory } from './services/directory.ts';
import { FIRST_ROOMS, type FirstLanguage } from './services/first-rooms.ts';
import { ReadMarkers } from './services/move-read-marker.ts';
import { PasswordHasher } from './services/password-hasher.ts';
import type { ServiceContext } from './services/service-context.ts';
import { sessionExpiry } from './services/session-token.ts';
import { SettingsStore } from './services/settings.ts';
import { renameServer } from './services/update-settings.ts';
import { Presence } from './session/presence.ts';
import { Sessions } from './session/sessions.ts';
import { Typing } from './session/typing.ts';
import type { StoredState } from './storage/readers/queries/load-state.ts';
import { openStorage, type Storage } from './storage/storage.ts';
import { Gateway } from './transport/gateway.ts';
import { httpApp } from './transport/http-app.ts';
import { Identity } from './transport/identity.ts';
import { upgrades } from './transport/upgrades.ts';

export { StartError, type StartErrorCode } from './storage/start-error.ts';

export interface HostOptions {
  /** Absolute; made if need be by the caller. */
  dataDir: string;
  pagesDir: string;
  version: string;
  logger: Logger;
  /** The network's name; null keeps the stored one. */
  name: string | null;
  /** In which a new host's rooms are named. */
  language: FirstLanguage;
  /** 0 takes any free port; null the kept one, or the first free. */
  port: number | null;
  bind: string | null;
  hasMdns: boolean;
  hasRateLimits: boolean;
  /** Names people may use for this host besides its addresses and its own `.local` name. */
  extraHostNames?: readonly string[];
}

/** A host that is listening. */
export interface Host {
  port: number;
  name(): string;
  /** Best first; follows the network. */
  links(): JoinLink[];
  /** The one-time set-up link; null once there is an owner. */
  setupUrl(): string | null;
  /** Resolves if the host can't go on by itself: its storage has died or is damaged. It should be stopped then. */
  failed: Promise<Error>;
  /** Tells everybody, stores what waits, says goodbye, and lets the folder go. Safe to call twice. */
  stop(): Promise<void>;
}

const DEFAULT_NAME = 'Porchlight';
const STOP_GRACE_MS = 1_500;

/**
 * Starts a host: the one place that knows every layer.
 *
 * @throws StartError where the data folder can't be used, PortError where it can't listen
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { logger, dataDir } = options;
  const storage = await openStorage(dataDir, firstContent(options));
  try {
    const state = await storage.readers.query('loadState');
    return await runHost(options, storage, state);
  } catch (error) {
    await storage.close();
    logger.error('start_failed', { error });
    throw error;
  }
}

async function runHost(options: HostOptions, storage: Storage, state: StoredState): Promise<Host> {
  const { logger, version, hasRateLimits } = options;
  const { writer, readers, lock } = storage;
  const now = Date.now;
  const serverId = required(state.meta, 'server_id');
  const bus = new Bus();
  const directory = new Directory(state);
  const sessions = new Sessions(serverId, state.sessions.map(liveSession), bus, now);

  const presence = new Presence(({ online, offline }) => {
    const change = { type: 'presence', online: online.map(String), offline: offline.map(String) };
    hub.broadcastPresence(JSON.stringify(change), () =>
      JSON.stringify({
        type: 'presence',
        online: Array.from(presence.onlineIds(), String),
        offline: [],
        isComplete: true,
      }),
    );
  });
  const typing = new Typing((roomId, userIds) => {
    const frame = { type: 'typing', roomId: String(roomId), userIds: userIds.map(String) };
    hub.sendToRoom(roomId, JSON.stringify(frame), userIds.length === 1 ? userIds : []);
  }, now);
  const context: ServiceContext = {
    serverId,
    version,
    writer,
    readers,
    bus,
    directory,
    settings: new SettingsStore(state.meta),
    passwords: new PasswordHasher(),
    online: presence,
    sessionUserId: (tokenHash) => sessions.userIdByHash(tokenHash),
    now,
    setupToken: randomBytes(16).toString('base64url'),
  };
  const identity = new Identity(sessions, serverId, required(state.meta, 'cookie_key'), now);
  const readMarkers = new ReadMarkers(writer, (error) => logger.warn('read_markers_not_stored', { error }));
  const hub = new Hub({
    seq: writer.seqAtOpen,
    membersOf: (roomId) => directory.membersOf(roomId),
    listedRoomsOf: (userId) => directory.listedRoomsOf(userId),
  });
  const gateway = new Gateway({
    context,
    identity,
    delivery: new FanOut(hub, (userId, after) => readers.query('readLog', { userId, after })),
    presence,
    readMarkers,
    typing,
    logger: logger.child('gateway'),
    hasRateLimits,
  });

  // Stored, then known, then handed out; the writer settles its promises (and so the acks) after this.
  writer.onCommitted((events) => bus.publish('committed', events));
  bus.on('committed', (events) => directory.apply(events));
  bus.on('committed', (events) => hub.publish(events));

  if (options.name !== null) await renameServer(context, options.name);
  // Clients that come back call as soon as the port is open, before there is anything announced.
  let mdns: MdnsAnnouncer | null = null;
  const hostNames = (): ReadonlySet<string> => ownNames(context.settings.get().serverName, mdns, options);
  const app = httpApp({
    context,
    identity,
    logger: logger.child('http'),
    hostNames,
    hasRateLimits,
    pagesDir: options.pagesDir,
  });
  const onUpgrade = upgrades({
    hostNames,
    isSetUp: () => directory.hasOwner,
    handlers: { '/api/v1/ws': (request, stream, head) => gateway.accept(request, stream, head) },
    onError: (error) => logger.debug('upgrade_failed', { error }),
  });
  const server = await listen(options, Number(state.meta['port'] ?? 0) || null, app, onUpgrade);
  const port = portOf(server);
  if (options.port !== 0) await writer.submit('setMeta', { values: { port: String(port) } });

  mdns = options.hasMdns
    ? createMdnsAnnouncer({
        serverId,
        name: context.settings.get().serverName,
        version,
        port,
        logger: logger.child('mdns'),
      })
    : null;
  bus.on('committed', (events) => {
    for (const { kind, json } of events) {
      if (kind === 'server.updated') mdns?.rename((JSON.parse(json) as { name: string }).name);
    }
  });
  const network = watchNetwork({
    onChange: ({ addresses, reason }) => mdns?.update(boundAddresses(addresses, options.bind), reason),
  });
  mdns?.update(boundAddresses(network.current(), options.bind));

  const upkeep = setInterval(() => void keepUp(context, sessions, logger), LIMITS.upkeepIntervalMs);
  upkeep.unref();
  const links = (): JoinLink[] =>
    currentLinks(options.bind, network, mdns, context.settings.get().serverName, port);
  lock.describe(bestJoinLink(links())?.url ?? `http://localhost:${port}`);
  logger.info('host_started', { port, version, seq: writer.seqAtOpen, copiedTo: writer.copiedTo });

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    logger.info('host_stopping');
    clearInterval(upkeep);
    network.stop();
    server.close();
    hub.flush();
    gateway.stop();
    await Promise.all([readMarkers.flush(), mdns?.stop(), gateway.whenEmpty(STOP_GRACE_MS)]);
    // Last: each connection that closes would start a timer of presence anew.
    typing.stop();
    presence.stop();
    server.closeAllConnections();
    await storage.close();
    logger.info('host_stopped');
  }
  return {
    port,
    name: () => context.settings.get().serverName,
    links,
    setupUrl: () => {
      if (directory.hasOwner) return null;
      const [first] = links();
      return `${(bestJoinLink(links()) ?? first)?.url ?? `http://localhost:${port}`}/setup?token=${context.setupToken}`;
    },
    failed: whenFailed(storage, logger),
    stop: () => (stopping ??= stop()),
  };
}

function firstContent({ name, language }: HostOptions) {
  return {
    serverId: randomBytes(12).toString('hex'),
    cookieKey: randomBytes(32).toString('base64url'),
    serverName: name ?? DEFAULT_NAME,
    rooms: FIRST_ROOMS[language],
  };
}

function required(meta: Record<string, string>, key: string): string {
  const value = meta[key];
  if (value === undefined) throw new Error(`the database has no ${key}`);
  return value;
}

function liveSession(row: StoredState['sessions'][number]) {
  return { id: row.id, userId: row.user_id, tokenHash: row.token_hash, expiresAt: row.expires_at };
}

/** Every name under which a browser may reach this host; checked on each request. */
function ownNames(
  serverName: string,
  mdns: MdnsAnnouncer | null,
  { extraHostNames = [] }: HostOptions,
): ReadonlySet<string> {
  const machine = os.hostname().toLowerCase();
  const announced = mdns?.hostName()?.toLowerCase();
  return new Set([
    `${hostLabel(serverName)}.local`,
    ...(announced === undefined ? [] : [announced]),
    machine,
    `${machine}.local`,
    ...extraHostNames.map((name) => name.toLowerCase()),
  ]);
}

function currentLinks(
  bind: string | null,
  network: NetworkWatch,
  mdns: MdnsAnnouncer | null,
  serverName: string,
  port: number,
): JoinLink[] {
  return joinLinks({
    addresses: boundAddresses(network.current(), bind),
    port,
    hostName: mdns ? (mdns.hostName() ?? `${hostLabel(serverName)}.local`) : null,
    hasLocalhost: answersOnLoopback(bind),
  });
}

function listen(
  { port, bind }: HostOptions,
  keptPort: number | null,
  app: http.RequestListener,
  onUpgrade: ReturnType<typeof upgrades>,
): Promise<http.Server> {
  return choosePort({
    explicitPort: port,
    keptPort,
    listen: (candidate) => {
      const server = http.createServer(
        { keepAliveTimeout: 30_000, headersTimeout: 20_000, requestTimeout: 120_000 },
        app,
      );
      server.on('upgrade', onUpgrade);
      return listenOn(server, candidate, bind ?? '0.0.0.0');
    },
  });
}

function portOf(server: http.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

/** Notes which sessions are in use, ends old ones, keeps the event log in bounds. */
async function keepUp(context: ServiceContext, sessions: Sessions, logger: Logger): Promise<void> {
  const { writer, bus, now } = context;
  try {
    const expiresAt = sessionExpiry(now());
    const { expiredIds } = await writer.submit('touchSessions', {
      sessionIds: sessions.takeUsed(expiresAt),
      expiresAt,
    });
    if (expiredIds.length > 0) bus.publish('sessionsEnded', { sessionIds: expiredIds, reason: 'expired' });
    let dropped: number;
    do {
      ({ dropped } = await writer.submit('trimEventLog', {
        keep: LIMITS.eventLogKeepEvents,
        atMost: LIMITS.trimBatchEvents,
      }));
    } while (dropped === LIMITS.trimBatchEvents);
  } catch (error) {
    logger.warn('upkeep_failed', { error });
  }
}

/** A host that can't store must not go on as if it could. */
function whenFailed({ writer, readers, needsCheck }: Storage, logger: Logger): Promise<Error> {
  return new Promise((resolve) => {
    writer.onDeath((cause) => {
      logger.error('writer_died', { error: cause });
      resolve(cause);
    });
    if (!needsCheck) return;
    readers.check().catch((error: unknown) => {
      logger.error('database_damaged', { error });
      resolve(error instanceof Error ? error : new Error(String(error)));
    });
  });
}
