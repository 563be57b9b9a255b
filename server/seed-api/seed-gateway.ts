import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { SessionEnd } from '../events/bus.ts';
import type { Logger } from '../logging/logger.ts';
import { CLOSE, type CloseCode } from '../protocol/close-codes.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { ConnectionCount } from '../session/connection-count.ts';
import type { Presence } from '../session/presence.ts';
import { RateLimiter } from '../session/rate-limiter.ts';
import type { Session } from '../session/sessions.ts';
import type { Attendance } from './attendance.ts';
import { baseOf, type Caller } from './caller.ts';
import { Broadcasts } from './broadcasts.ts';
import { FrameHandler } from './frame-handler.ts';
import { FrameQueue, untilAllowed } from './frame-queue.ts';
import { SIGNED_IN_ELSEWHERE } from './frames.ts';
import { SeedConnection } from './seed-connection.ts';
import type { Seats } from './seats.ts';

export interface SeedGatewayOptions {
  context: ServiceContext;
  caller: Caller;
  seats: Seats;
  attendance: Attendance;
  /** Of everybody, whichever door they came through. */
  presence: Presence;
  count: ConnectionCount;
  isOwnHost: (host: string) => boolean;
  logger: Logger;
  hasRateLimits: boolean;
}

const CLOSE_BY_END: Record<SessionEnd, CloseCode> = {
  signed_out: CLOSE.notSignedIn,
  signed_in_elsewhere: CLOSE.signedInElsewhere,
  password_changed: CLOSE.notSignedIn,
  expired: CLOSE.notSignedIn,
  removed: CLOSE.removed,
};

/** The original's WebSocket: takes connections in, seats them, hands their frames on, and lets them go. */
export class SeedGateway {
  readonly broadcasts: Broadcasts;
  private readonly options: SeedGatewayOptions;
  private readonly handler: FrameHandler;
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frameMaxBytes,
    perMessageDeflate: false,
  });
  private readonly connections = new Map<SeedConnection, WebSocket>();
  private readonly frames: RateLimiter | null;
  private lastConnectionId = 0;
  private isStopping = false;

  constructor(options: SeedGatewayOptions) {
    this.options = options;
    const { context, hasRateLimits } = options;
    this.broadcasts = new Broadcasts(options);
    this.frames = hasRateLimits
      ? new RateLimiter(LIMITS.framesPerSecond, LIMITS.framesBurst, context.now)
      : null;
    this.handler = new FrameHandler({
      ...options,
      sitDown: (connection, roomId) => this.sitDown(connection, roomId),
      sends: hasRateLimits ? new RateLimiter(LIMITS.sendsPerSecond, LIMITS.sendsBurst, context.now) : null,
    });
    context.bus.on('sessionsEnded', ({ sessionIds, reason }) =>
      this.endSessions(new Set(sessionIds), reason),
    );
  }

  /** Takes an upgrade whose Host and Origin have been checked. */
  async accept(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const { session, hadToken } = await this.options.caller.ofUpgrade(request);
    const address = request.socket.remoteAddress ?? '';
    this.server.handleUpgrade(request, stream, head, (socket) => {
      // ws closes with the fitting code by itself (1009 for a frame over the limit, 1007 for broken UTF-8).
      socket.on('error', (error) => this.options.logger.debug('connection_error', { error }));
      const refusal = this.refusal(session);
      if (refusal || !session) {
        // A session that is over does not come back: its client must be told to stay away, or it knocks for ever.
        if (!session && hadToken) socket.send(SIGNED_IN_ELSEWHERE);
        socket.close(refusal?.code, refusal?.reason);
      } else {
        this.open(socket, session, baseOf(request));
        socket.once('close', this.options.count.opened(address));
        this.options.context.bus.publish('cameIn', { userId: session.userId, address });
      }
    });
  }

  /** Tells everybody that the host is stopping; resolves when all have gone or been cut off. */
  async stop(graceMs: number): Promise<void> {
    this.isStopping = true;
    const closed = [...this.connections.values()].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    for (const connection of this.connections.keys()) connection.close(CLOSE.hostStopping, 'host stopping');
    await Promise.race([Promise.all(closed), delay(graceMs, undefined, { ref: false })]);
    for (const socket of this.connections.values()) socket.terminate();
  }

  private refusal(session: Session | null): { code: CloseCode; reason: string } | null {
    if (this.isStopping) return { code: CLOSE.hostStopping, reason: 'host stopping' };
    if (!session) return { code: CLOSE.notSignedIn, reason: 'not signed in' };
    if (this.connections.size >= LIMITS.connectionsMax)
      return { code: CLOSE.tryLater, reason: 'the host is full' };
    let ofUser = 0;
    for (const { session: other } of this.connections.keys()) if (other.userId === session.userId) ofUser++;
    return ofUser >= LIMITS.connectionsPerUserMax
      ? { code: CLOSE.tooMany, reason: 'too many connections' }
      : null;
  }

  private open(socket: WebSocket, session: Session, base: string): void {
    const connection = new SeedConnection(socket, session, base);
    const rateKey = String(++this.lastConnectionId);
    const queue = new FrameQueue({
      handle: async (text) => {
        await untilAllowed(this.frames, rateKey);
        await this.handler.handle(connection, text);
      },
      pause: () => connection.pause(),
      resume: () => connection.resume(),
    });
    this.connections.set(connection, socket);
    socket.on('message', (data, isBinary) => {
      connection.heard();
      // ws still hands over what arrived before our close; a session that has ended may do nothing more.
      if (connection.isOpen) queue.push(isBinary ? '' : textOf(data));
    });
    socket.on('ping', () => connection.heard());
    socket.on('close', () => {
      connection.closed();
      queue.clear();
      this.connections.delete(connection);
      this.standUp(connection);
    });
  }

  /** The same person's older connection is told that they are here now, and dropped. */
  private sitDown(connection: SeedConnection, roomId: number): void {
    const { seats, presence } = this.options;
    const { userId } = connection.session;
    const before = seats.of(userId);
    const roomBefore = before?.roomId ?? null;
    if (before === connection && roomBefore === roomId) return;
    seats.take(connection, roomId);
    if (before !== connection) presence.connected(userId);
    if (before && before !== connection) {
      presence.disconnected(userId);
      before.send(SIGNED_IN_ELSEWHERE);
      before.close(CLOSE.signedInElsewhere, 'signed in elsewhere');
    }
    if (roomBefore !== null && roomBefore !== roomId) this.broadcasts.left(userId, roomBefore);
    this.broadcasts.arrived(userId, roomId);
  }

  private standUp(connection: SeedConnection): void {
    const { seats, presence } = this.options;
    const roomId = seats.leave(connection);
    if (roomId === null) return;
    const { userId } = connection.session;
    presence.disconnected(userId);
    this.broadcasts.left(userId, roomId);
  }

  private endSessions(sessionIds: ReadonlySet<number>, reason: SessionEnd): void {
    for (const connection of this.connections.keys()) {
      if (!sessionIds.has(connection.session.id)) continue;
      connection.send(SIGNED_IN_ELSEWHERE);
      connection.close(CLOSE_BY_END[reason], reason);
      this.standUp(connection);
    }
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
