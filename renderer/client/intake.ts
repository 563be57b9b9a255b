import type { LogEvent } from '../../server/protocol/event.ts';
import type { Message } from '../../server/protocol/message.ts';
import type { ServerFrame } from '../../server/protocol/server-frames.ts';
import type { Batch } from './batch.ts';
import type { EndReason, WelcomeFrame } from './connection.ts';
import type { Effects } from './effects.ts';
import type { MessageLookup } from './message-lookup.ts';
import type { Outbox } from './outbox-view.ts';
import { extrasOf, filesOf } from './outbox-item.ts';
import type { PeopleLoader } from './people-loader.ts';
import type { ReadMarker } from './read-marker.ts';
import * as reduce from './reducer.ts';
import type { Requests } from './requests.ts';
import { noteOwnPost, slowPostsOf } from './slow-mode.ts';
import { initialState } from './state.ts';
import type { RoomRefresher } from './room-refresher.ts';
import type { Store } from './store.ts';
import type { LiveTimeline } from './timeline.ts';
import type { Typing } from './typing.ts';
import { moveOwnMarker, type UnreadCounter } from './unread.ts';

export interface IntakeDeps {
  effects: Pick<Effects, 'now'>;
  server: { id: string; name: string };
  ownId: string;
  batch: Batch;
  store: Store;
  timelines: ReadonlyMap<string, LiveTimeline>;
  outbox: Outbox;
  typing: Typing;
  readMarker: ReadMarker;
  requests: Requests;
  lookup: MessageLookup;
  people: PeopleLoader;
  unread: UnreadCounter;
  roomRefresher: RoomRefresher;
  /** Somebody else has just written; not told of what was missed while away. */
  heard(message: Message): void;
  /** Says hello again, now without a seq. */
  greetAgain(): void;
}

/** Everything the host sends passes through here, in its order, into the parts that hold it. */
export interface Intake {
  /** The last seq of the log applied here, where the next hello takes up; null where there is none to build on. */
  lastSeq(): number | null;
  welcomed(frame: WelcomeFrame, since: number | null): EndReason | null;
  take(frame: Exclude<ServerFrame, { type: 'welcome' | 'pong' }>): void;
  /** Messages the host has: one's own among them need no sending any more. */
  settleOwn(messages: readonly Message[]): void;
}

export function createIntake(deps: IntakeDeps): Intake {
  const {
    effects,
    server,
    ownId,
    batch,
    store,
    timelines,
    outbox,
    typing,
    readMarker,
    requests,
    lookup,
    people,
    unread,
  } = deps;
  let lastSeq: number | null = null;
  let countedSeq = 0;

  function welcomed(frame: WelcomeFrame, since: number | null): EndReason | null {
    // Another host at this address, or another person signed in with this browser: nothing held here is theirs.
    if (frame.serverId !== server.id || frame.user.id !== ownId) {
      forgetEverything();
      return 'signed_out';
    }
    // A log that ends before what is held was restored from a backup; the numbers in between will be used again.
    const isFresh = since === null || frame.seq < since;
    batch.run(() => {
      if (isFresh) lastSeq = frame.seq;
      countedSeq = frame.seq;
      store.set({
        ...reduce.applyWelcome(store.get(), frame),
        slowPosts: slowPostsOf(frame.rooms, effects.now()),
      });
      takeOverMarkers();
      for (const [roomId, timeline] of timelines) {
        if (!store.get().rooms.has(roomId)) timeline.reset();
        else if (isFresh) timeline.refresh();
      }
      if (!isFresh) return;
      lookup.forgetAll();
      people.load();
    });
    return null;
  }

  function forgetEverything(): void {
    batch.run(() => {
      for (const timeline of timelines.values()) timeline.reset();
      lookup.forgetAll();
      const { connection, me, waitingCount } = store.get();
      store.set({ ...initialState(server, me), connection, waitingCount });
    });
  }

  /** What was read here while the host was away counts, though the host's rooms do not know of it yet. */
  function takeOverMarkers(): void {
    for (const [roomId, seq] of [...readMarker.unconfirmed()]) {
      readMarker.confirmed(roomId, store.get().rooms.get(roomId)?.lastReadSeq ?? Infinity);
      store.set(moveOwnMarker(store.get(), roomId, seq, unread));
    }
  }

  function take(frame: Exclude<ServerFrame, { type: 'welcome' | 'pong' }>): void {
    switch (frame.type) {
      case 'events':
        for (const event of frame.events) takeEvent(event);
        return;
      case 'ack':
        takeAck(frame);
        return;
      case 'resync':
        lastSeq = null;
        deps.greetAgain();
        return;
      case 'presence':
        store.set(reduce.applyPresence(store.get(), frame));
        return;
      case 'typing':
        typing.heard(
          frame.roomId,
          frame.userIds.filter((id) => id !== ownId),
        );
        return;
      case 'error':
        if (frame.clientMessageId === undefined) requests.answered(frame);
        else outbox.failed(frame.clientMessageId, frame);
        return;
      case 'done':
        requests.answered(frame);
        return;
    }
  }

  function takeEvent(event: LogEvent): void {
    if (event.seq <= (lastSeq ?? 0)) return;
    lastSeq = event.seq;
    if ('roomId' in event) timelines.get(event.roomId)?.apply(event);
    store.set(reduce.applyEvent(store.get(), event, { ...unread, countedSeq }));
    people.heard(event);
    switch (event.kind) {
      case 'message.created':
        typing.stopped(event.roomId, event.message.senderId);
        if (event.seq > countedSeq) {
          if (event.message.senderId === ownId) ownPostStored(event.roomId);
          else deps.heard(event.message);
        }
        settleOwn([event.message]);
        return;
      case 'room.updated':
        // What slow mode holds back may go now, or not at all.
        outbox.lookAgain();
        return;
      case 'message.edited':
      case 'message.deleted':
        lookup.forget(event.message.id);
        return;
      case 'message.reacted':
      case 'message.confirmed':
        lookup.forget(event.messageId);
        return;
      case 'member.joined':
        if (event.userId !== ownId) return;
        timelines.get(event.roomId)?.refresh();
        deps.roomRefresher.refresh(event.roomId);
        return;
      case 'member.left':
        // A public room may be read on; the others are gone.
        if (event.userId === ownId && !store.get().rooms.has(event.roomId))
          timelines.get(event.roomId)?.reset();
        return;
      case 'read.moved':
        if (event.userId === ownId) ownMarkerMoved(event);
        return;
      default:
        return;
    }
  }

  function ownMarkerMoved({ roomId, readSeq }: { roomId: string; readSeq: number }): void {
    readMarker.confirmed(roomId, readSeq);
    const room = store.get().rooms.get(roomId);
    // Read in part on another device, in a room not held here: only the host can say how much is left.
    if (!room?.unreadCount || unread.countUnread(roomId, room.lastReadSeq, room.lastSeq) !== null) return;
    deps.roomRefresher.refresh(roomId);
  }

  /** Proof that the host has these messages; an ack may have been lost with its connection. */
  function settleOwn(messages: readonly Message[]): void {
    for (const { senderId, clientMessageId } of messages) {
      if (senderId === ownId) outbox.settle(clientMessageId);
    }
  }

  function ownPostStored(roomId: string): void {
    store.set(noteOwnPost(store.get(), roomId, effects.now()));
  }

  function takeAck({ clientMessageId, messageId, seq }: ServerFrame & { type: 'ack' }): void {
    const roomId = outbox.roomOf(clientMessageId);
    // Before the outbox goes on to the next one.
    if (roomId !== null) ownPostStored(roomId);
    const item = outbox.settle(clientMessageId);
    if (!item) return;
    const { text, replyToId, writtenAt } = item;
    const message: Message = {
      id: messageId,
      seq,
      roomId: item.roomId,
      senderId: ownId,
      senderName: store.get().me.username,
      text,
      createdAt: new Date(writtenAt).toISOString(),
      ...(replyToId === undefined ? {} : { replyToId }),
      files: filesOf(item),
      ...extrasOf(item),
      reactions: [],
      clientMessageId,
    };
    timelines.get(item.roomId)?.apply({ kind: 'message.acked', message });
  }

  return { lastSeq: () => lastSeq, welcomed, take, settleOwn };
}
