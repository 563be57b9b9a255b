import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { SessionEnd } from '../events/bus.ts';
import type { Logger } from '../logging/logger.ts';
import { CLOSE, type CloseCode } from '../protocol/close-codes.ts';
import type { ClientFrame } from '../protocol/client-frames.ts';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';
import { requireUser, toMe } from '../services/accounts.ts';
import { listRooms } from '../services/list-rooms.ts';
import type { ConnectionCount } from '../session/connection-count.ts';
import type { Presence } from '../session/presence.ts';
import { RateLimiter } from '../session/rate-limiter.ts';
import type { Session } from '../session/sessions.ts';
import { ClientConnection } from './client-connection.ts';
import type { Delivery, Recipient } from './delivery.ts';
import { handleFrame, type FrameServices, type ServiceFrame } from './frame-handlers.ts';
import { Heartbeat } from './heartbeat.ts';
import type { Identity } from './identity.ts';
import { logFailure } from './log-failure.ts';
import { readFrame, type FrameRef } from './read-frame.ts';

export interface GatewayOptions extends FrameServices {
  identity: Identity;
  delivery: Delivery;
  presence: Presence;
  count: ConnectionCount;
  logger: Logger;
  /** Messages, by person; null where rate limits are off. */
  sends: RateLimiter | null;
  hasRateLimits: boolean;
}

const CLOSE_BY_END: Record<SessionEnd, CloseCode> = {
  signed_out: CLOSE.notSignedIn,
  signed_in_elsewhere: CLOSE.signedInElsewhere,
  password_changed: CLOSE.notSignedIn,
  expired: CLOSE.notSignedIn,
  removed: CLOSE.removed,
};

const EMPTY_POLL_MS = 20;

/** The WebSocket side of the host: takes connections in, reads their frames, answers, and lets them go. */
export class Gateway {
  private readonly options: GatewayOptions;
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frameMaxBytes,
    // Frames are shared between connections, which compression would make each its own.
    perMessageDeflate: false,
  });
  private readonly connections = new Map<ClientConnection, Recipient>();
  /** Nearly every session has one; a list of one takes a tenth of the memory of a set. */
  private readonly bySession = new Map<number, readonly ClientConnection[]>();
  private readonly heartbeat: Heartbeat;
  private readonly frames: RateLimiter;
  private lastConnectionId = 0;
  private isStopping = false;

  constructor(options: GatewayOptions) {
    this.options = options;
    this.heartbeat = new Heartbeat(() => this.connections.keys());
    const { now } = options.context;
    this.frames = new RateLimiter(LIMITS.framesPerSecond, LIMITS.framesBurst, now);
    options.context.bus.on('sessionsEnded', ({ sessionIds, reason }) => {
      for (const id of sessionIds) this.endSession(id, reason);
    });
  }

  /** Takes an upgrade whose Host and Origin have been checked. */
  async accept(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const session = await this.options.identity.ofUpgrade(request);
    const address = request.socket.remoteAddress ?? '';
    this.server.handleUpgrade(request, stream, head, (socket) => {
      // Browsers can't see why an upgrade fails, so it is accepted and closed with the reason.
      const refusal = this.refusal(session);
      if (refusal) {
        socket.on('error', () => undefined);
        socket.close(refusal.code, refusal.reason);
      } else if (session) {
        this.open(socket, stream, session);
        socket.once('close', this.options.count.opened(address));
        this.options.context.bus.publish('cameIn', { userId: session.userId, address });
      }
    });
  }

  /** Tells everybody that the host is stopping, and closes. */
  stop(): void {
    this.isStopping = true;
    this.heartbeat.stop();
    for (const connection of this.connections.keys()) connection.close(CLOSE.hostStopping, 'host stopping');
  }

  /** The machine has slept: every connection is asked at once whether it is still there. */
  wake(): void {
    this.heartbeat.wake();
  }

  /** Resolves when every connection has gone; one that reads no goodbye is cut off after `timeoutMs`. */
  async whenEmpty(timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (this.connections.size > 0 && performance.now() < deadline) await setTimeoutPromise(EMPTY_POLL_MS);
    if (this.connections.size === 0) return;
    for (const connection of this.connections.keys()) connection.cutOff();
    await setTimeoutPromise(EMPTY_POLL_MS);
  }

  private refusal(session: Session | null): { code: CloseCode; reason: string } | null {
    if (this.isStopping) return { code: CLOSE.hostStopping, reason: 'host stopping' };
    if (!session) return { code: CLOSE.notSignedIn, reason: 'not signed in' };
    if (this.connections.size >= LIMITS.connectionsMax)
      return { code: CLOSE.tryLater, reason: 'the host is full' };
    // Those of one session are counted from the upgrade on; a person's other sessions from their hello.
    const ofSession = this.ofSession(session.id).length;
    const count = Math.max(ofSession, this.options.presence.connectionCount(session.userId));
    return count >= LIMITS.connectionsPerUserMax
      ? { code: CLOSE.tooMany, reason: 'too many connections' }
      : null;
  }

  private open(socket: WebSocket, stream: Duplex, session: Session): void {
    const connection = new ClientConnection(socket, stream, session, performance.now());
    const rateKey = String(++this.lastConnectionId);
    const recipient = this.options.delivery.attach(session.userId, connection, {
      onTooFar: () => {
        connection.stage = 'resync';
        this.answer(connection, '{"type":"resync"}');
      },
      onFailed: (error) => {
        this.options.logger.error('delivery_failed', { userId: session.userId, error });
        connection.close(CLOSE.tryLater, 'try later');
      },
    });
    this.connections.set(connection, recipient);
    this.bySession.set(session.id, [...this.ofSession(session.id), connection]);
    const helloTimer = setTimeout(() => {
      if (connection.stage === 'greeting') connection.close(CLOSE.timeout, 'no hello');
    }, LIMITS.helloTimeoutMs);

    socket.on('message', (data, isBinary) => {
      connection.heardAt = performance.now();
      this.receive(connection, rateKey, data, isBinary);
    });
    socket.on('pong', () => {
      connection.heardAt = performance.now();
    });
    // ws closes with the fitting code by itself (1009 for a frame over the limit, 1007 for broken UTF-8).
    socket.on('error', (error) => {
      this.options.logger.debug('connection_error', { userId: session.userId, error });
    });
    socket.on('close', () => {
      clearTimeout(helloTimer);
      this.forget(connection);
    });
  }

  private forget(connection: ClientConnection): void {
    const { session } = connection;
    this.connections.get(connection)?.detach();
    this.connections.delete(connection);
    const siblings = this.ofSession(session.id).filter((other) => other !== connection);
    if (siblings.length > 0) this.bySession.set(session.id, siblings);
    else this.bySession.delete(session.id);
    if (connection.stage !== 'greeting') this.options.presence.disconnected(session.userId);
  }

  private ofSession(sessionId: number): readonly ClientConnection[] {
    return this.bySession.get(sessionId) ?? [];
  }

  private endSession(sessionId: number, reason: SessionEnd): void {
    for (const connection of this.ofSession(sessionId)) connection.close(CLOSE_BY_END[reason], reason);
  }

  private receive(connection: ClientConnection, rateKey: string, data: RawData, isBinary: boolean): void {
    // ws still hands over what arrived before our close; a session that has ended may do nothing more.
    if (!connection.isOpen) return;
    const read = isBinary ? { kind: 'bad' as const } : readFrame(textOf(data));
    switch (read.kind) {
      case 'bad':
        connection.close(CLOSE.badFrame, 'not a frame');
        break;
      case 'refused':
        if (this.passesRate(connection, rateKey, null, read.ref))
          this.answerError(connection, read.error, read.ref);
        break;
      case 'frame':
        if (this.passesRate(connection, rateKey, read.frame, read.ref))
          this.dispatch(connection, read.frame, read.ref);
        break;
    }
  }

  private passesRate(
    connection: ClientConnection,
    rateKey: string,
    frame: ClientFrame | null,
    ref: FrameRef,
  ): boolean {
    const { hasRateLimits, sends } = this.options;
    if (!hasRateLimits) return true;
    const { userId } = connection.session;
    const waitSeconds =
      frame?.type === 'send' ? (sends?.take(String(userId)) ?? 0) : this.frames.take(rateKey);
    if (waitSeconds === 0) {
      connection.strikes = 0;
      return true;
    }
    connection.strikes++;
    if (connection.strikes > LIMITS.rateStrikesMax) connection.close(CLOSE.tooMany, 'too many frames');
    else this.answerError(connection, new AppError('rate_limited'), ref);
    return false;
  }

  private dispatch(connection: ClientConnection, frame: ClientFrame, ref: FrameRef): void {
    if (frame.type === 'ping') {
      this.answer(connection, '{"type":"pong"}');
    } else if (frame.type === 'hello') {
      if (connection.stage === 'open') this.answerError(connection, new AppError('invalid_frame'), ref);
      else void this.greet(connection, frame.since);
    } else if (connection.stage === 'greeting') {
      connection.close(CLOSE.badFrame, 'hello must come first');
    } else {
      void this.serve(connection, frame, ref);
    }
  }

  private async serve(connection: ClientConnection, frame: ServiceFrame, ref: FrameRef): Promise<void> {
    try {
      const answer = await handleFrame(this.options, connection.session.userId, frame);
      if (answer !== null) this.answer(connection, answer);
    } catch (error) {
      this.answerError(connection, error, ref);
    }
  }

  /** Welcomes, then brings the connection from `since` (or from the welcome itself) to the present. */
  private async greet(connection: ClientConnection, since: number | null): Promise<void> {
    const { context, presence } = this.options;
    const { session } = connection;
    if (connection.stage === 'greeting') presence.connected(session.userId);
    connection.stage = 'open';
    try {
      const me = toMe(requireUser(context, session.userId));
      const { seq, rooms } = await listRooms(context, session.userId);
      if (!connection.isOpen) return;
      const { serverId } = context;
      const serverName = context.settings.get().serverName;
      const welcome = JSON.stringify({ type: 'welcome', user: me, serverId, serverName, seq, rooms });
      // The long part is text already, and the same for all who come at this moment.
      this.answer(connection, `${welcome.slice(0, -1)},"onlineIds":${context.online.onlineIdsJson()}}`);
      this.connections.get(connection)?.startAfter(since ?? seq);
    } catch (error) {
      this.options.logger.error('greeting_failed', { userId: session.userId, error });
      connection.close(CLOSE.tryLater, 'try later');
    }
  }

  private answer(connection: ClientConnection, json: string): void {
    this.connections.get(connection)?.answer(json);
  }

  private answerError(connection: ClientConnection, error: unknown, ref: FrameRef): void {
    const known = error instanceof AppError ? error : new AppError('internal', undefined, { cause: error });
    logFailure(this.options.logger, 'frame_failed', { userId: connection.session.userId }, known, error);
    const { code, message, details } = known;
    this.answer(
      connection,
      JSON.stringify({ type: 'error', code, message, ...(details && { details }), ...ref }),
    );
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
