import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { announceHost, type Announcement } from './discovery/announcement.ts';
import { bestUrl, setupUrl } from './discovery/join-links.ts';
import { listen } from './discovery/listen.ts';
import { ownNames } from './discovery/own-names.ts';
import { Bus } from './events/bus.ts';
import { presenceFrame, typingFrame, wholePresenceFrame } from './fanout/ephemeral-frames.ts';
import { FanOut } from './fanout/fan-out.ts';
import { Hub } from './fanout/hub.ts';
import { BlobStore } from './files/blob-store.ts';
import { IMAGE_HOST_URLS } from './files/image-hosts/image-hosts.ts';
import { UploadSlots } from './files/upload-slots.ts';
import type { Host, HostOptions } from './host.ts';
import { LIMITS } from './protocol/limits.ts';
import { Directory } from './services/directory.ts';
import { firstContent } from './services/first-content.ts';
import { keepUp } from './services/keep-up.ts';
import { ReadMarkers } from './services/move-read-marker.ts';
import { PasswordHasher } from './services/password-hasher.ts';
import type { ServiceContext } from './services/service-context.ts';
import { SettingsStore } from './services/settings.ts';
import { renameServer } from './services/update-settings.ts';
import { openSeedDoor } from './seed-api/seed-door.ts';
import { createBrakes } from './session/brakes.ts';
import { Presence } from './session/presence.ts';
import { Sessions } from './session/sessions.ts';
import { Typing } from './session/typing.ts';
import type { StoredState } from './storage/readers/queries/load-state.ts';
import { openStorage, type Storage } from './storage/storage.ts';
import { whenFailed } from './storage/watch-storage.ts';
import { isAllowedHost, isAllowedOrigin } from './transport/allowed-hosts.ts';
import { bodyDeadline } from './transport/body-deadline.ts';
import { Gateway } from './transport/gateway.ts';
import { httpApp } from './transport/http-app.ts';
import { Identity } from './transport/identity.ts';
import { limitRequests } from './transport/limit-requests.ts';
import { upgrades } from './transport/upgrades.ts';

export type { Host, HostOptions } from './host.ts';
export { StartError, type StartErrorCode } from './storage/start-error.ts';

const STOP_GRACE_MS = 1_500;

/**
 * Starts a host: the one place that knows every layer.
 *
 * @throws StartError where the data folder can't be used, PortError where it can't listen
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { logger, dataDir } = options;
  const storage = await openStorage(dataDir, firstContent(options.name, options.language));
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
  const blobs = await BlobStore.open({
    root: path.join(options.dataDir, 'files'),
    knownHashes: (hashes) => readers.query('knownBlobs', { hashes }),
    logger: logger.child('files'),
  });

  // What is known and who is here, in memory.
  const bus = new Bus();
  const directory = new Directory(state);
  const sessions = new Sessions(serverId, state.sessions.map(liveSession), bus, now);
  const presence = new Presence((change) =>
    hub.broadcastPresence(presenceFrame(change), () => wholePresenceFrame(presence.onlineIds())),
  );
  const pagePresence = new Presence((change) => seedDoor.peopleChanged(change), presence);
  const typing = new Typing((roomId, userIds) => {
    // One who types alone need not hear of it.
    hub.sendToRoom(roomId, typingFrame(roomId, userIds), userIds.length === 1 ? userIds : []);
  }, now);

  // What use cases work with, and the page's own WebSocket.
  const context: ServiceContext = {
    serverId,
    version,
    writer,
    readers,
    bus,
    directory,
    settings: new SettingsStore(state.meta),
    passwords: new PasswordHasher(),
    blobs,
    uploadSlots: new UploadSlots(),
    imageHostUrls: { ...IMAGE_HOST_URLS, ...options.imageHostUrls },
    logger: logger.child('services'),
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
    presence: pagePresence,
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

  // Both doors, and the one port they share. Clients that come back call as soon as it is open, before anything
  // is announced.
  let announcement: Announcement | null = null;
  const name = (): string => context.settings.get().serverName;
  const hostNames = (): ReadonlySet<string> =>
    ownNames(name(), announcement?.hostName() ?? null, options.extraHostNames);
  const brakes = createBrakes(now, hasRateLimits);
  const allowedOrigins = new Set(options.allowedOrigins);
  const seedDoor = openSeedDoor({
    context,
    sessions,
    transport: {
      identity,
      isOwnHost: (host) => isAllowedHost(host, hostNames()),
      isAllowedOrigin: (origin, host) => isAllowedOrigin(origin, host, allowedOrigins),
      limitRequests: (sessionOf) => limitRequests(brakes.requests, sessionOf),
      bodyDeadline: bodyDeadline(LIMITS.jsonBodyTimeoutMs),
    },
    presence,
    pages: pagePresence,
    brakes,
    allowedOrigins,
    logger: logger.child('seed'),
    hasRateLimits,
  });
  const app = httpApp({
    context,
    identity,
    logger: logger.child('http'),
    hostNames,
    brakes,
    seedDoor: seedDoor.router,
    pagesDir: options.pagesDir,
  });
  const onUpgrade = upgrades({
    hostNames,
    isSetUp: () => directory.hasOwner,
    handlers: {
      '/api/v1/ws': (request, stream, head) => gateway.accept(request, stream, head),
      '/ws': (request, stream, head) => seedDoor.accept(request, stream, head),
    },
    foreignOrigins: { '/ws': allowedOrigins },
    onError: (error) => logger.debug('upgrade_failed', { error }),
  });
  const { server, port } = await listen({
    port: options.port,
    keptPort: Number(state.meta['port'] ?? 0) || null,
    bind: options.bind,
    onRequest: app,
    onUpgrade,
  });
  if (options.port !== 0) await writer.submit('setMeta', { values: { port: String(port) } });

  const announced = announceHost({
    serverId,
    name,
    version,
    port,
    bind: options.bind,
    hasMdns: options.hasMdns,
    logger: logger.child('mdns'),
  });
  announcement = announced;
  bus.on('committed', (events) => {
    for (const { kind, json } of events) {
      if (kind === 'server.updated') announced.rename((JSON.parse(json) as { name: string }).name);
    }
  });

  const upkeep = setInterval(() => void keepUp(context, sessions), LIMITS.upkeepIntervalMs);
  upkeep.unref();
  const sweeping = blobs.sweep().catch((error: unknown) => logger.warn('files_not_swept', { error }));
  lock.describe(bestUrl(announced.links(), port));
  logger.info('host_started', { port, version, seq: writer.seqAtOpen, copiedTo: writer.copiedTo });

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    logger.info('host_stopping');
    clearInterval(upkeep);
    server.close();
    hub.flush();
    gateway.stop();
    await Promise.all([
      readMarkers.flush(),
      announced.stop(),
      gateway.whenEmpty(STOP_GRACE_MS),
      seedDoor.stop(STOP_GRACE_MS),
    ]);
    // Last: each connection that closes would start a timer of presence anew.
    typing.stop();
    pagePresence.stop();
    presence.stop();
    server.closeAllConnections();
    await sweeping;
    await storage.close();
    logger.info('host_stopped');
  }
  return {
    port,
    name,
    links: () => announced.links(),
    setupUrl: () => (directory.hasOwner ? null : setupUrl(announced.links(), port, context.setupToken)),
    failed: whenFailed(storage, logger),
    stop: () => (stopping ??= stop()),
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
