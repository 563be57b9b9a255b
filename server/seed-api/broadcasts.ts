import type { CommittedEvent } from '../events/committed-event.ts';
import type { Logger } from '../logging/logger.ts';
import type { LogEvent } from '../protocol/event.ts';
import type { Message } from '../protocol/message.ts';
import { otherInDirectRoom } from '../services/read-newest.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { PresenceChange } from '../session/presence.ts';
import type { Attendance } from './attendance.ts';
import { contentOf } from './content.ts';
import { frame, STATUS, type FrameData } from './frames.ts';
import { escapeHtml } from './html.ts';
import { viewOf } from './rows.ts';
import type { SeedConnection } from './seed-connection.ts';
import { SEED_ROOM_IDS } from './seed-rooms.ts';
import type { Seats } from './seats.ts';

export interface BroadcastOptions {
  context: ServiceContext;
  seats: Seats;
  attendance: Attendance;
  logger: Logger;
}

/** What happens on the host, told to the clients of this door that it concerns. */
export class Broadcasts {
  private readonly options: BroadcastOptions;
  /** Finding a picture's address takes a look into the database; what comes after waits, so that order holds. */
  private lookups: Promise<void> = Promise.resolve();
  private lookupCount = 0;

  constructor(options: BroadcastOptions) {
    this.options = options;
  }

  /** New messages, through whichever door they came. Only what is on the disk gets here. */
  committed(events: readonly CommittedEvent[]): void {
    if (this.options.seats.isEmpty) return;
    for (const { kind, json } of events) {
      if (kind !== 'message.created') continue;
      const event = JSON.parse(json) as LogEvent;
      if (event.kind === 'message.created') this.inOrder(event.message);
    }
  }

  /** Who came and went through Porchlight's own door: they are in every room whose member they are. */
  peopleChanged({ online, offline }: PresenceChange): void {
    for (const roomId of SEED_ROOM_IDS) {
      if (!this.options.seats.hasAnybodyIn(roomId)) continue;
      for (const userId of online) this.tellComing(STATUS.online, userId, roomId);
      for (const userId of offline) this.tellComing(STATUS.offline, userId, roomId);
    }
  }

  /** Somebody has taken a seat. */
  arrived(userId: number, roomId: number): void {
    this.toOthers(roomId, userId, this.presenceFrame(STATUS.online, userId, roomId));
  }

  /** Somebody's seat is empty. They may still be there through a page, and then nobody has gone. */
  left(userId: number, roomId: number): void {
    if (this.options.attendance.isThroughPages(roomId, userId)) return;
    this.toOthers(roomId, userId, this.presenceFrame(STATUS.offline, userId, roomId));
  }

  private tellComing(status: typeof STATUS.online | typeof STATUS.offline, userId: number, roomId: number) {
    const { seats, context } = this.options;
    // Whoever sits in the room through this door was announced when they sat down, and has not left it.
    if (!context.directory.isMember(roomId, userId) || seats.of(userId)?.roomId === roomId) return;
    this.toOthers(roomId, userId, this.presenceFrame(status, userId, roomId));
  }

  private presenceFrame(
    status: typeof STATUS.online | typeof STATUS.offline,
    userId: number,
    roomId: number,
  ): string {
    return frame(status, {
      ...this.personData(userId),
      room_id: String(roomId),
      time: this.options.context.now(),
    });
  }

  private inOrder(message: Message): void {
    if (message.files.length === 0 && this.lookupCount === 0) {
      this.tellMessage(message, new Map());
      return;
    }
    this.lookupCount++;
    this.lookups = this.lookups
      .then(async () => {
        const { pictures } = await viewOf(this.options.context, [message], '');
        this.tellMessage(message, pictures);
      })
      .catch((error: unknown) => {
        this.options.logger.error('picture_lookup_failed', { messageId: message.id, error });
      })
      .finally(() => this.lookupCount--);
  }

  private tellMessage(message: Message, pictures: ReadonlyMap<string, string>): void {
    const { context, seats } = this.options;
    const roomId = Number(message.roomId);
    const senderId = Number(message.senderId);
    const frames = new Map<string, Buffer>();
    const otherId = otherInDirectRoom(context, roomId, senderId);
    if (otherId === undefined) {
      for (const connection of seats.inRoom(roomId)) {
        if (connection.session.userId !== senderId) connection.send(frameFor(connection, roomId));
      }
      return;
    }
    const connection = seats.of(otherId);
    // The original writes here the room in which a direct message is read, not one of its own.
    if (connection?.roomId != null) connection.send(frameFor(connection, connection.roomId, otherId));

    // The same bytes for all who know this host by the same address.
    function frameFor({ base }: SeedConnection, inRoomId: number, toId?: number): Buffer {
      const known = frames.get(base);
      if (known) return known;
      const showsForeignPictures = context.settings.get().imageHosts.enabled;
      const { content, imageUrl } = contentOf(message, { base, pictures, showsForeignPictures });
      const bytes = Buffer.from(
        frame(toId === undefined ? STATUS.message : STATUS.directMessage, {
          uid: message.senderId,
          username: escapeHtml(message.senderName),
          avatar_id: context.directory.author(senderId)?.avatarId ?? '',
          to_uid: toId === undefined ? '' : String(toId),
          room_id: String(inRoomId),
          content,
          image_url: imageUrl,
          time: Date.parse(message.createdAt),
        }),
      );
      frames.set(base, bytes);
      return bytes;
    }
  }

  private personData(userId: number): Pick<FrameData, 'uid' | 'username' | 'avatar_id'> {
    const user = this.options.context.directory.author(userId);
    return {
      uid: String(userId),
      username: escapeHtml(user?.username ?? ''),
      avatar_id: user?.avatarId ?? '',
    };
  }

  private toOthers(roomId: number, userId: number, text: string): void {
    const bytes = Buffer.from(text);
    for (const connection of this.options.seats.inRoom(roomId)) {
      if (connection.session.userId !== userId) connection.send(bytes);
    }
  }
}
