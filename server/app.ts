import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { bestUrl, setupUrl } from './discovery/join-links.ts';
import { bareAddress } from './discovery/own-addresses.ts';
import { ownNames } from './discovery/own-names.ts';
import { Bus } from './events/bus.ts';
import { presenceFrame, typingFrame, wholePresenceFrame } from './fanout/ephemeral-frames.ts';
import { FanOut } from './fanout/fan-out.ts';
import { Hub } from './fanout/hub.ts';
import { BlobStore } from './files/blob-store.ts';
import { IMAGE_HOST_URLS } from './files/image-hosts/image-hosts.ts';
import { setEarlierFilesAside } from './files/earlier-files.ts';
import { KeyLocks } from './files/key-locks.ts';
import { PictureWorkshop } from './files/picture-workshop.ts';
import { UnfinishedUploads } from './files/resumable/unfinished-uploads.ts';
import { UploadSlots } from './files/upload-slots.ts';
import { hostControl } from './host-control.ts';
import { emptyTally, openDesk } from './host-desk.ts';
import { choosePlace } from './host-place.ts';
import type { Host, HostOptions } from './host.ts';
import { LIMITS } from './protocol/limits.ts';
import { Directory } from './services/directory.ts';
import { EntryTickets } from './services/enter-window.ts';
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
import { HostStreams } from './transport/host-stream.ts';
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
  const { writer, readers, search, lock } = storage;
  const now = Date.now;
  const serverId = required(state.meta, 'server_id');
  const filesDir = path.join(options.dataDir, 'files');
  if (storage.isNew) await setEarlierFilesAside(filesDir, logger);
  if (storage.brokenLogKeptIn !== null) logger.warn('log_broke_off', { keptIn: storage.brokenLogKeptIn });
  const blobs = await BlobStore.open({
    root: filesDir,
    knownHashes: (hashes) => readers.query('knownBlobs', { hashes }),
    logger: logger.child('files'),
  });

  const uploads = await UnfinishedUploads.open(path.join(blobs.root, 'resumable'), logger.child('files'));

  search.onTrouble((reason) => logger.warn('search_index_behind', { reason }));

  // What is known and who is here, in memory.
  const bus = new Bus();
  const directory = new Directory(state);
  const sessions = new Sessions(serverId, state.sessions.map(liveSession), bus, now);
  const presence = new Presence((change) =>
    hub.broadcastPresence(presenceFrame(change), () => wholePresenceFrame(presence.onlineIdsJson())),
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
    search,
    bus,
    directory,
    settings: new SettingsStore(state.meta),
    passwords: new PasswordHasher(),
    blobs,
    uploadSlots: new UploadSlots(),
    uploads,
    finishing: new KeyLocks(),
    pictures: new PictureWorkshop(),
    imageHostUrls: { ...IMAGE_HOST_URLS, ...options.imageHostUrls },
    logger: logger.child('services'),
    online: presence,
    sessionUserId: (tokenHash) => sessions.userIdByHash(tokenHash),
    now,
    setupToken: randomBytes(16).toString('base64url'),
  };
  const identity = new Identity(sessions, serverId, required(state.meta, 'cookie_key'), now);
  const readMarkers = new ReadMarkers(writer, (error) => logger.warn('read_markers_not_stored', { error }));
  const tally = emptyTally(now);
  const hub = new Hub({
    seq: writer.seqAtOpen,
    onMessagesDelivered: (messages, connections) => {
      tally.messages.add(messages);
      tally.deliveries.add(messages * connections);
    },
    membersOf: (roomId) => directory.membersOf(roomId),
    listedRoomsOf: (userId) => directory.listedRoomsOf(userId),
  });
  const brakes = createBrakes(now, hasRateLimits);
  const gateway = new Gateway({
    context,
    identity,
    delivery: new FanOut(hub, (userId, after) => readers.query('readLog', { userId, after })),
    presence: pagePresence,
    count: tally.connections,
    readMarkers,
    typing,
    logger: logger.child('gateway'),
    sends: brakes.sends,
    hasRateLimits,
  });

  // Stored, then known, then handed out; the writer settles its promises (and so the acks) after this.
  writer.onCommitted((events) => bus.publish('committed', events));
  bus.on('committed', (events) => directory.apply(events));
  bus.on('committed', (events) => hub.publish(events));
  bus.on('committed', () => search.follow());
  bus.on('cameIn', ({ userId, address }) => tally.arrivals.personCameIn(userId, address));

  if (options.name !== null) await renameServer(context, options.name);

  // Where it is, and who else is near. Nothing listens yet.
  const name = (): string => context.settings.get().serverName;
  const place = choosePlace(options, context, Number(state.meta['port'] ?? 0) || null);
  const { listener, announcement } = place;
  const desk = await openDesk({
    context,
    tally,
    dataDir: options.dataDir,
    place,
    hasMdns: options.hasMdns,
    logger: logger.child('desk'),
  });
  const streams = new HostStreams(bus);
  const tickets = new EntryTickets(() => performance.now());

  // Both doors, and the one port they share. Clients that come back call as soon as it is open, before anything
  // is announced.
  const hostNames = (): ReadonlySet<string> =>
    ownNames(name(), announcement.hostName(), options.extraHostNames);
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
    count: tally.connections,
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
    desk,
    streams,
    tickets,
    onPageOpened: (remote, local) => tally.arrivals.deviceCameIn(remote, bareAddress(local)),
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
  await listener.open({ onRequest: app, onUpgrade });
  if (listener.bind() === options.bind) await beFound();

  /** The host can be reached: it keeps the port, and says where it is. */
  async function beFound(): Promise<void> {
    const port = listener.port();
    if (options.port !== 0) await writer.submit('setMeta', { values: { port: String(port) } });
    announcement.start();
    lock.describe(bestUrl(announcement.links(), port));
  }

  const upkeep = setInterval(() => void keepUp(context, sessions), LIMITS.upkeepIntervalMs);
  upkeep.unref();
  const sweeping = blobs.sweep().catch((error: unknown) => logger.warn('files_not_swept', { error }));
  logger.info('host_started', {
    port: listener.port(),
    version,
    seq: writer.seqAtOpen,
    copiedTo: writer.copiedTo,
  });

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    logger.info('host_stopping');
    clearInterval(upkeep);
    listener.close();
    streams.stop();
    desk.stop();
    hub.flush();
    gateway.stop();
    await Promise.all([
      readMarkers.flush(),
      announcement.stop(),
      gateway.whenEmpty(STOP_GRACE_MS),
      seedDoor.stop(STOP_GRACE_MS),
    ]);
    // Last: each connection that closes would start a timer of presence anew.
    typing.stop();
    pagePresence.stop();
    presence.stop();
    listener.closeAllConnections();
    await sweeping;
    await storage.close();
    logger.info('host_stopped');
  }
  return {
    get port() {
      return listener.port();
    },
    name,
    links: () => announcement.links(),
    setupUrl: () =>
      directory.hasOwner ? null : setupUrl(announcement.links(), listener.port(), context.setupToken),
    control: hostControl({
      context,
      sessions,
      tickets,
      desk,
      place,
      gateway,
      openToNetwork: async () => {
        await listener.openToNetwork();
        await beFound();
      },
    }),
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
