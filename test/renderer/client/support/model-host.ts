import type { ClientFrame } from '../../../../server/protocol/client-frames.ts';
import type { ErrorCode } from '../../../../server/protocol/errors.ts';
import type { LogEvent } from '../../../../server/protocol/event.ts';
import type { Message } from '../../../../server/protocol/message.ts';
import type { Room } from '../../../../server/protocol/room.ts';
import type { ServerFrame } from '../../../../server/protocol/server-frames.ts';
import type { Effects, SocketHandlers, SocketLink } from '../../../../renderer/client/effects.ts';
import type { ManualClock } from './manual-clock.ts';
import { me, message, room, SERVER, user } from './samples.ts';

const ROOM_IDS = ['10', '11'];

type EventBody = LogEvent extends infer Event ? (Event extends LogEvent ? Omit<Event, 'seq'> : never) : never;

interface Link {
  userId: string;
  handlers: SocketHandlers;
  isCut: boolean;
  isLive: boolean;
  /** When the frame before arrives: nothing overtakes. */
  arrivesAt: number;
}

/**
 * The host as the wire contract describes it, small enough to be believed: one log, two rooms that everybody is in,
 * frames that take time, connections that can be cut with frames still on the way. Knows no rights and no limits.
 */
export class ModelHost {
  serverId = SERVER.id;
  /** Off: no connection is taken and no request answered. */
  isUp = true;
  /** Farther behind than this: `resync`. */
  resumeMaxEvents = 1_000;
  /** Instead of storing a send. */
  refuseSend: ((frame: ClientFrame & { type: 'send' }) => ErrorCode | null) | null = null;
  log: LogEvent[] = [];
  latencyMs: () => number = () => 1;
  requests: string[] = [];
  private readonly clock: ManualClock;
  private isFrozen = false;
  private untilThaw: (() => void)[] = [];
  private links = new Set<Link>();
  private readonly confirmations = new Map<string, Set<string>>();
  private markers = new Map<string, number>();

  constructor(clock: ManualClock) {
    this.clock = clock;
  }

  get seq(): number {
    return this.log.at(-1)?.seq ?? 0;
  }

  /** The room's messages as they are now. */
  messages(roomId: string): Message[] {
    const held = new Map<string, Message>();
    for (const event of this.log) {
      if (!('roomId' in event) || event.roomId !== roomId) continue;
      if (
        event.kind === 'message.created' ||
        event.kind === 'message.edited' ||
        event.kind === 'message.deleted'
      ) {
        const reactions = event.message.deletedAt ? [] : (held.get(event.message.id)?.reactions ?? []);
        // How far it is confirmed stands in the confirmations alone.
        const confirmation = event.message.deletedAt ? undefined : held.get(event.message.id)?.confirmation;
        held.set(event.message.id, { ...event.message, reactions, ...(confirmation && { confirmation }) });
      }
      if (event.kind === 'message.confirmed') {
        const target = held.get(event.messageId)!;
        if (!target.confirmation) continue;
        const confirmation = { ...target.confirmation, confirmedCount: event.confirmedCount };
        held.set(target.id, { ...target, confirmation });
      }
      if (event.kind === 'message.reacted') {
        const target = held.get(event.messageId)!;
        if (target.deletedAt) continue;
        const others = target.reactions.flatMap(({ userIds }) => userIds).filter((id) => id !== event.userId);
        const userIds = event.on ? [...others, event.userId] : others;
        held.set(target.id, {
          ...target,
          reactions: userIds.length > 0 ? [{ emoji: event.emoji, userIds }] : [],
        });
      }
    }
    return [...held.values()];
  }

  /** The same as one reader gets them. */
  messagesFor(userId: string, roomId: string): Message[] {
    return this.messages(roomId).map((held) => ({
      ...held,
      ...(held.confirmation && {
        confirmation: { ...held.confirmation, isConfirmed: this.hasConfirmed(userId, held.id) },
      }),
    }));
  }

  confirm(target: Message, userId: string): void {
    const known = this.confirmations.get(target.id) ?? new Set();
    this.confirmations.set(target.id, known);
    if (known.has(userId) || target.senderId === userId) return;
    known.add(userId);
    const { id: messageId, roomId } = target;
    this.commit({ kind: 'message.confirmed', roomId, messageId, userId, confirmedCount: known.size });
  }

  private hasConfirmed(userId: string, messageId: string): boolean {
    return this.confirmations.get(messageId)?.has(userId) ?? false;
  }

  rooms(userId: string): Room[] {
    return ROOM_IDS.map((roomId) => {
      const messages = this.messages(roomId);
      const lastReadSeq = this.markers.get(`${userId}:${roomId}`) ?? 0;
      const unreadCount = messages.filter(
        ({ seq, senderId, deletedAt }) => seq > lastReadSeq && senderId !== userId && !deletedAt,
      ).length;
      const toConfirmIds = messages
        .filter(({ confirmation, senderId }) => confirmation && senderId !== userId)
        .map(({ id }) => id)
        .filter((id) => !this.hasConfirmed(userId, id));
      return room(roomId, { lastSeq: messages.at(-1)?.seq ?? 0, lastReadSeq, unreadCount, toConfirmIds });
    });
  }

  post(
    senderId: string,
    roomId: string,
    text: string,
    clientMessageId = `by-host-${this.seq + 1}`,
    asksConfirmation = false,
  ): Message {
    const known = this.messages(roomId).find(
      (held) => held.senderId === senderId && held.clientMessageId === clientMessageId,
    );
    if (known) return known;
    const seq = this.seq + 1;
    const sample = message(seq, {
      roomId,
      senderId,
      senderName: `person-${senderId}`,
      text,
      ...(asksConfirmation && { confirmation: { askedCount: 2, confirmedCount: 0 } }),
      clientMessageId,
    });
    this.commit({ kind: 'message.created', roomId, message: sample });
    return sample;
  }

  edit(target: Message, text: string): void {
    const changed = { ...target, text, editedAt: new Date(this.clock.now()).toISOString() };
    this.commit({ kind: 'message.edited', roomId: target.roomId, message: changed });
  }

  delete(target: Message): void {
    const { confirmation: _, ...rest } = target;
    const changed = {
      ...rest,
      text: '',
      reactions: [],
      deletedAt: new Date(this.clock.now()).toISOString(),
    };
    // What was deleted goes from the log too, as on the real host.
    this.log = this.log.map((event) =>
      'message' in event && event.message.id === target.id ? { ...event, message: changed } : event,
    );
    this.commit({ kind: 'message.deleted', roomId: target.roomId, message: changed });
  }

  react(target: Message, userId: string, on: boolean): void {
    const { id: messageId, roomId } = target;
    this.commit({ kind: 'message.reacted', roomId, messageId, emoji: '👍', userId, on });
  }

  commit(body: EventBody): void {
    const event = { ...body, seq: this.seq + 1 };
    this.log.push(event);
    for (const link of this.links) {
      if (link.isLive) this.tell(link, { type: 'events', events: [event] });
    }
  }

  /** Takes connections and frames and does nothing with them (SIGSTOP), until the thaw. */
  freeze(isFrozen: boolean): void {
    this.isFrozen = isFrozen;
    if (isFrozen) return;
    const waiting = this.untilThaw;
    this.untilThaw = [];
    for (const take of waiting) take();
  }

  /** The process is gone, and with it all it had not read. */
  kill(): void {
    this.isUp = false;
    this.untilThaw = [];
    this.isFrozen = false;
    this.cut();
  }

  /** Every connection breaks; frames on their way are lost in both directions. */
  cut(): void {
    for (const link of this.links) {
      link.isCut = true;
      link.handlers.closed(1006);
    }
    this.links.clear();
  }

  openSocketFor(userId: string): Effects['openSocket'] {
    return (handlers) => {
      const link: Link = { userId, handlers, isCut: false, isLive: false, arrivesAt: 0 };
      this.links.add(link);
      this.later(link, () => {
        if (this.isUp) handlers.opened();
        else {
          this.close(link);
          handlers.closed(1006);
        }
      });
      const socket: SocketLink = {
        send: (text) => {
          const take = (): void => {
            if (this.isUp && !link.isCut) this.take(link, JSON.parse(text) as ClientFrame);
          };
          this.later(link, () => {
            if (this.isFrozen) this.untilThaw.push(take);
            else take();
          });
        },
        close: () => {
          this.close(link);
        },
      };
      return socket;
    };
  }

  fetchFor(userId: string): Effects['fetch'] {
    return async (path) => {
      this.requests.push(path);
      await this.wait();
      if (!this.isUp) throw new TypeError('no network');
      const answer = JSON.stringify(this.answer(userId, new URL(path, 'http://host')));
      await this.wait();
      return new Response(answer, { status: 200 });
    };
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => {
      this.clock.setTimer(resolve, this.latencyMs());
    });
  }

  private answer(userId: string, url: URL): unknown {
    const path = url.pathname.replace('/api/v1', '');
    if (path === '/me') return me(userId);
    if (path === '/users') return { users: ['1', '2', '3'].map((id) => ({ ...user(id), isOnline: true })) };
    if (path === '/rooms') return { rooms: this.rooms(userId) };
    const before = Number(url.searchParams.get('before') ?? Infinity);
    const limit = Number(url.searchParams.get('limit'));
    const all = this.messagesFor(userId, path.split('/')[2]!).filter(({ seq }) => seq < before);
    return { messages: all.slice(-limit), hasMore: all.length > limit };
  }

  private take(link: Link, frame: ClientFrame): void {
    switch (frame.type) {
      case 'hello':
        this.greet(link, frame.since);
        return;
      case 'send': {
        const code = this.refuseSend?.(frame);
        const { clientMessageId } = frame;
        if (code) {
          this.tell(link, { type: 'error', code, message: code, clientMessageId });
          return;
        }
        const stored = this.post(
          link.userId,
          frame.roomId,
          frame.text,
          clientMessageId,
          frame.asksConfirmation,
        );
        this.tell(link, { type: 'ack', clientMessageId, messageId: stored.id, seq: stored.seq });
        return;
      }
      case 'confirm': {
        const { requestId = '' } = frame;
        const target = ROOM_IDS.flatMap((roomId) => this.messages(roomId)).find(
          ({ id }) => id === frame.messageId,
        );
        if (target?.confirmation) this.confirm(target, link.userId);
        this.tell(link, { type: 'done', requestId });
        return;
      }
      case 'read':
        this.moveMarker(link.userId, frame.roomId, frame.seq);
        return;
      case 'ping':
        this.tell(link, { type: 'pong' });
        return;
      default:
        if (frame.requestId !== undefined) this.tell(link, { type: 'done', requestId: frame.requestId });
    }
  }

  private greet(link: Link, since: number | null): void {
    if (since !== null && this.seq - since > this.resumeMaxEvents) {
      this.tell(link, { type: 'resync' });
      return;
    }
    const rooms = this.rooms(link.userId);
    const { seq, serverId } = this;
    this.tell(link, {
      type: 'welcome',
      user: me(link.userId),
      serverId,
      serverName: SERVER.name,
      seq,
      rooms,
      onlineIds: ['1', '2'],
    });
    const missed = since === null ? [] : this.log.filter((event) => event.seq > since);
    if (missed.length > 0) this.tell(link, { type: 'events', events: missed });
    link.isLive = true;
  }

  private moveMarker(userId: string, roomId: string, seq: number): void {
    const key = `${userId}:${roomId}`;
    if (seq <= (this.markers.get(key) ?? 0)) return;
    this.markers.set(key, seq);
    this.commit({ kind: 'read.moved', roomId, userId, readSeq: seq });
  }

  private tell(link: Link, frame: ServerFrame): void {
    const text = JSON.stringify(frame);
    this.later(link, () => {
      link.handlers.received(text);
    });
  }

  private close(link: Link): void {
    link.isCut = true;
    this.links.delete(link);
  }

  private later(link: Link, work: () => void): void {
    const now = this.clock.now();
    link.arrivesAt = Math.max(link.arrivesAt, now + this.latencyMs());
    this.clock.setTimer(() => {
      if (!link.isCut) work();
    }, link.arrivesAt - now);
  }
}
