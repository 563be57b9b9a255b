import { randomUUID } from 'node:crypto';
import type { Logger } from '../logging/logger.ts';
import { CLOSE } from '../protocol/close-codes.ts';
import { AppError } from '../protocol/errors.ts';
import { idSchema } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import { sendDirectMessage } from '../services/send-direct-message.ts';
import { sendMessage } from '../services/send-message.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { RateLimiter } from '../session/rate-limiter.ts';
import type { Attendance } from './attendance.ts';
import { untilAllowed } from './frame-queue.ts';
import { frame, HEARTBEAT, HEARTBEAT_OK, readFrame, STATUS, type ClientFrame } from './frames.ts';
import { escapeHtml } from './html.ts';
import { outgoingMessage } from './outgoing-message.ts';
import type { SeedConnection } from './seed-connection.ts';
import { seedRoomId } from './seed-rooms.ts';

export interface FrameHandlerOptions {
  context: ServiceContext;
  attendance: Attendance;
  logger: Logger;
  isOwnHost: (host: string) => boolean;
  /** Seats the connection in a room. */
  sitDown: (connection: SeedConnection, roomId: number) => void;
  /** By user; null where rate limits are off. */
  sends: RateLimiter | null;
}

/** Does what a client's frames ask. */
export class FrameHandler {
  private readonly options: FrameHandlerOptions;

  constructor(options: FrameHandlerOptions) {
    this.options = options;
  }

  /** Never rejects: what can't be done is logged, and the connection closed where a message would be lost. */
  async handle(connection: SeedConnection, text: string): Promise<void> {
    if (!connection.isOpen) return;
    if (text === HEARTBEAT) {
      connection.send(HEARTBEAT_OK);
      return;
    }
    const read = readFrame(text);
    if (!read) {
      this.countBadFrame(connection);
      return;
    }
    if (this.isForged(connection, read)) return;
    try {
      await this.serve(connection, read);
    } catch (error) {
      this.refuse(connection, error);
    }
  }

  /** Whoever speaks under another's id is not heard at all; their own connection stays. */
  private isForged({ session }: SeedConnection, { status, data: { uid } }: ClientFrame): boolean {
    if (uid === '' || uid === String(session.userId)) return false;
    this.options.logger.warn('forged_uid', { userId: session.userId, claimed: uid.slice(0, 32), status });
    return true;
  }

  private async serve(connection: SeedConnection, { status, data }: ClientFrame): Promise<void> {
    switch (status) {
      case STATUS.online: {
        const roomId = seedRoomId(data.room_id);
        if (roomId === null) this.countBadFrame(connection);
        else this.options.sitDown(connection, roomId);
        break;
      }
      case STATUS.message:
        await this.post(connection, data);
        break;
      case STATUS.onlineUsers:
        this.listOnline(connection, data.room_id);
        break;
      case STATUS.directMessage:
        await this.post(connection, data, data.to_uid);
        break;
    }
  }

  private async post(connection: SeedConnection, data: ClientFrame['data'], toUid?: string): Promise<void> {
    const { context, sends, isOwnHost } = this.options;
    const { userId } = connection.session;
    const { content, image_url: imageUrl, room_id: room } = data;
    const roomId = room === '' ? connection.roomId : seedRoomId(room);
    await untilAllowed(sends, String(userId));
    const message = await outgoingMessage(context, userId, { content, imageUrl }, isOwnHost);
    // The session may have ended while this waited.
    if (!connection.isOpen) return;
    // The original has no ids for what is sent; each frame that arrives is a message of its own.
    const sent = { clientMessageId: randomUUID(), ...message };
    if (toUid !== undefined) {
      if (!idSchema.safeParse(toUid).success) throw new AppError('user_not_found');
      await sendDirectMessage(context, userId, Number(toUid), sent);
      return;
    }
    if (roomId === null) throw new AppError('room_not_found');
    await sendMessage(context, userId, { ...sent, roomId: String(roomId) });
  }

  private listOnline(connection: SeedConnection, room: string): void {
    const { attendance, context } = this.options;
    const roomId = room === '' ? connection.roomId : seedRoomId(room);
    if (roomId === null) {
      this.countBadFrame(connection);
      return;
    }
    const list = [...attendance.peopleIn(roomId)].flatMap((userId) => {
      const user = context.directory.user(userId)?.user;
      if (!user) return [];
      const { id, username, avatarId } = user;
      return [{ uid: id, username: escapeHtml(username), room_id: String(roomId), avatar_id: avatarId }];
    });
    connection.send(
      frame(STATUS.onlineUsers, { room_id: String(roomId), count: list.length, list, time: context.now() }),
    );
  }

  private countBadFrame(connection: SeedConnection): void {
    connection.badFrames++;
    this.options.logger.debug('bad_frame', { userId: connection.session.userId });
    if (connection.badFrames > LIMITS.seedBadFramesMax) connection.close(CLOSE.badFrame, 'not a frame');
  }

  /**
   * The original has no answer for a message that is not stored, and its clients show their own at once. So
   * that none is lost without a sign, the connection ends with the reason; the client comes back and reloads.
   */
  private refuse(connection: SeedConnection, error: unknown): void {
    const known = error instanceof AppError ? error : new AppError('internal', undefined, { cause: error });
    const { userId } = connection.session;
    if (known.status >= 500) this.options.logger.error('frame_failed', { userId, code: known.code, error });
    else this.options.logger.warn('frame_refused', { userId, code: known.code });
    // Nothing was in it, so nothing is lost.
    if (known.code === 'empty_message') return;
    connection.close(known.status >= 500 ? CLOSE.tryLater : CLOSE.badFrame, known.code);
  }
}
