import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RequestHandler } from 'express';
import type { Logger } from '../logging/logger.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { Brakes } from '../session/brakes.ts';
import type { ConnectionCount } from '../session/connection-count.ts';
import type { Presence, PresenceChange } from '../session/presence.ts';
import type { Sessions } from '../session/sessions.ts';
import { Attendance, type PageVisitors } from './attendance.ts';
import { Caller } from './caller.ts';
import type { DoorTransport } from './door-transport.ts';
import { doorRoutes } from './routes.ts';
import { SeedGateway } from './seed-gateway.ts';
import { Seats } from './seats.ts';

export interface SeedDoorOptions {
  context: ServiceContext;
  sessions: Sessions;
  transport: DoorTransport;
  /** Of everybody, whichever door they came through. */
  presence: Presence;
  /** Of those who came through Porchlight's own door. */
  pages: PageVisitors;
  /** Of both doors. */
  count: ConnectionCount;
  brakes: Brakes;
  /** Origins of front ends that are served elsewhere. */
  allowedOrigins: ReadonlySet<string>;
  logger: Logger;
  hasRateLimits: boolean;
}

/** The original's door as the composition root sees it. */
export interface SeedDoor {
  router: RequestHandler;
  accept(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void>;
  /** To be told who came and went through Porchlight's own door. */
  peopleChanged(change: PresenceChange): void;
  /** Closes every connection; resolves when they have gone, at the latest after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** Opens the door for clients of the original, go-gin-chat: the same people, rooms and messages, in its words. */
export function openSeedDoor(options: SeedDoorOptions): SeedDoor {
  const { context, sessions, transport, pages } = options;
  const seats = new Seats();
  const attendance = new Attendance(seats, pages, context.directory);
  const caller = new Caller(sessions, transport.identity);
  const gateway = new SeedGateway({
    ...options,
    caller,
    seats,
    attendance,
    isOwnHost: (host) => transport.isOwnHost(host),
  });
  context.bus.on('committed', (events) => gateway.broadcasts.committed(events));
  return {
    router: doorRoutes({ ...options, caller, attendance }),
    accept: (request, stream, head) => gateway.accept(request, stream, head),
    peopleChanged: (change) => gateway.broadcasts.peopleChanged(change),
    stop: (graceMs) => gateway.stop(graceMs),
  };
}
