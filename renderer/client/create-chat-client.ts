import type { CreateRoomRequest } from '../../server/protocol/http.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { Message } from '../../server/protocol/message.ts';
import type { Me } from '../../server/protocol/user.ts';
import { createBatch } from './batch.ts';
import { browserEffects } from './browser-effects.ts';
import { createConnection, type EndReason } from './connection.ts';
import { createDrafts } from './drafts.ts';
import type { Effects } from './effects.ts';
import { createHostApi, type HostApi } from './host-api.ts';
import type { ApiResult } from './http-call.ts';
import { createIntake } from './intake.ts';
import { createMessageLookup } from './message-lookup.ts';
import { createOutbox } from './outbox.ts';
import { createOutboxStorage } from './outbox-storage.ts';
import { createPeopleLoader } from './people-loader.ts';
import { createReadMarker } from './read-marker.ts';
import * as reduce from './reducer.ts';
import { createRequests } from './requests.ts';
import { createRoomRefresher } from './room-refresher.ts';
import { initialState } from './state.ts';
import { isSlow, noteWait, writableAt } from './slow-mode.ts';
import { createStore } from './store.ts';
import { createTimeline, type LiveTimeline } from './timeline.ts';
import { createTyping } from './typing.ts';
import { createTusTransport } from './tus-transport.ts';
import type { ChatClient, Failure, Result } from './types.ts';
import type { UploadTransport } from './upload-transport.ts';
import { createUploads } from './uploads.ts';
import { moveOwnMarker, recount, type UnreadCounter } from './unread.ts';

export interface ChatClientOptions {
  /** The host as `GET /server` told it, and who is signed in there. */
  server: { id: string; name: string; limits?: { fileMaxBytes: number } };
  me: Me;
  effects?: Effects;
  api?: HostApi;
  transport?: UploadTransport;
}

/** Connects to the host at once and stays connected until `close()`. */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const { server, effects = browserEffects(), api = createHostApi(effects) } = options;
  const { transport = createTusTransport(effects) } = options;
  const ownId = options.me.id;
  const batch = createBatch();
  const store = createStore(batch, initialState(server, options.me));
  const timelines = new Map<string, LiveTimeline>();
  const heardListeners = new Set<(message: Message) => void>();
  const unread: UnreadCounter = {
    countUnread: (roomId, after, upTo) => timelines.get(roomId)?.countUnread(after, upTo) ?? null,
  };

  const uploads = createUploads({
    effects,
    batch,
    transport,
    api,
    fileMaxBytes: server.limits?.fileMaxBytes ?? LIMITS.fileMaxBytes,
    isLive: () => connection.isLive(),
    stored: (id, file) => {
      outbox.uploadStored(id, file);
    },
    failed: (id, code, message) => {
      outbox.uploadFailed(id, code, message);
    },
  });
  const outbox = createOutbox({
    effects,
    slowMode: {
      isSlow: (roomId) => isSlow(store.get(), roomId),
      writableAt: (roomId) => writableAt(store.get(), roomId),
      mustWait: (roomId, seconds) => {
        store.set(noteWait(store.get(), roomId, seconds, effects.now()));
      },
    },
    storage: createOutboxStorage(effects, server.id, ownId),
    author: () => store.get().me,
    transmit: (frame) => connection.send(frame),
    changed: (roomId) => {
      batch.run(() => {
        timelines.get(roomId)?.waitingChanged();
        store.set({ ...store.get(), waitingCount: outbox.queuedCount() });
      });
    },
    hasUpload: (id) => uploads.find(id) !== undefined,
    released: (sent) => {
      uploads.release(sent.map(({ id }) => id));
    },
  });
  const typing = createTyping({
    effects,
    changed: (people) => {
      store.set({ ...store.get(), typing: people });
    },
    tell: (roomId) => connection.send({ type: 'typing', roomId }),
  });
  const readMarker = createReadMarker({
    effects,
    transmit: (roomId, seq) => connection.send({ type: 'read', roomId, seq }),
  });
  const requests = createRequests(effects, (frame) => connection.send(frame));
  const lookup = createMessageLookup(api.getMessage);
  const people = createPeopleLoader({
    effects,
    fetchUsers: api.getUsers,
    isLive: () => connection.isLive(),
    loaded: (users, meanwhile) => {
      store.set(reduce.applyUsers(store.get(), users, meanwhile));
    },
  });
  const intake = createIntake({
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
    heard: (message) => {
      // After the state is published: the first message of a new room is told of together with the room.
      batch.touch(() => {
        for (const listener of heardListeners) listener(message);
      });
    },
    roomRefresher: createRoomRefresher(api.getRooms, (room) => {
      store.set(reduce.applyRoom(store.get(), room));
    }),
    greetAgain: () => {
      connection.greetAgain();
    },
  });
  store.set({ ...store.get(), waitingCount: outbox.queuedCount() });

  const connection = createConnection({
    effects,
    since: intake.lastSeq,
    welcomed: intake.welcomed,
    frame: (frame) => {
      batch.run(() => {
        intake.take(frame);
      });
    },
    stateChanged: (next) => {
      store.set({ ...store.get(), connection: next });
    },
    live: () => {
      batch.run(() => {
        people.goLive();
        for (const timeline of timelines.values()) timeline.goLive();
        outbox.goLive();
        uploads.goLive();
        requests.goLive();
        readMarker.flush();
      });
    },
    lost: (closeCode) => {
      batch.run(() => {
        typing.clear();
        outbox.goOffline(closeCode);
        uploads.goOffline();
      });
    },
    whyRefused,
  });

  async function whyRefused(): Promise<EndReason | null> {
    const answer = await api.getMe();
    if (answer.ok) return null;
    if (answer.code === 'not_signed_in' || answer.code === 'setup_required') return 'signed_out';
    return answer.code === 'forbidden' ? 'removed' : null;
  }

  function timelineOf(roomId: string): LiveTimeline {
    const held = timelines.get(roomId);
    if (held) return held;
    const timeline = createTimeline({
      effects,
      batch,
      ownId,
      fetchPage: (page) => api.getMessages(roomId, page),
      room: () => store.get().rooms.get(roomId),
      waiting: () => outbox.linesOf(roomId),
      loaded: (messages) => {
        intake.settleOwn(messages);
        store.set(recount(store.get(), roomId, unread));
      },
      isLive: () => connection.isLive(),
    });
    timelines.set(roomId, timeline);
    return timeline;
  }

  async function makeRoom(request: CreateRoomRequest): Promise<{ ok: true; roomId: string } | Failure> {
    const answer = await api.createRoom(request);
    if (!answer.ok) return failureOf(answer);
    const { room } = answer.value;
    // The page goes there at once, and the event may still be on its way.
    store.set(reduce.applyRoom(store.get(), room));
    return { ok: true, roomId: room.id };
  }

  return {
    getState: store.published,
    subscribe: store.subscribe,
    timeline: timelineOf,
    onHeard(listener) {
      heardListeners.add(listener);
      return () => heardListeners.delete(listener);
    },

    uploads,
    send(roomId, text, replyToId, uploadIds = [], extras = {}) {
      if (text.trim() === '' && uploadIds.length === 0) return;
      batch.run(() => {
        outbox.add(roomId, text, replyToId, uploads.take(uploadIds), extras);
        typing.sent(roomId);
      });
    },
    retry(clientMessageId) {
      batch.run(() => {
        for (const { id } of outbox.uploadsOf(clientMessageId)) uploads.retry(id);
        outbox.retry(clientMessageId);
      });
    },
    discard(clientMessageId) {
      const item = outbox.discard(clientMessageId);
      if (item?.uploads) uploads.putBack(item.roomId, item.uploads);
      return item?.text ?? '';
    },
    edit: (messageId, text) => requests.ask({ type: 'edit', messageId, text }),
    async remove(messageId) {
      const result = await requests.ask({ type: 'delete', messageId });
      // Asked twice over a reconnect, the second answer is that there is nothing to delete.
      return !result.ok && result.code === 'message_not_found' ? { ok: true } : result;
    },
    react: (messageId, emoji, on) => requests.ask({ type: 'react', messageId, emoji, on }),
    confirm: (messageId) => requests.ask({ type: 'confirm', messageId }),
    confirmations: (messageId) => api.getConfirmations(messageId),
    remind: async (messageId) => resultOf(await api.remind(messageId)),
    markRead(roomId, seq) {
      const room = store.get().rooms.get(roomId);
      if (!room?.joined || seq <= room.lastReadSeq) return;
      readMarker.move(roomId, seq);
      store.set(moveOwnMarker(store.get(), roomId, seq, unread));
    },
    typing(roomId) {
      if (connection.isLive()) typing.tell(roomId);
    },

    async findMessage(messageId) {
      for (const timeline of timelines.values()) {
        const held = timeline.find(messageId);
        if (held) return held;
      }
      return lookup.find(messageId);
    },
    search: api.search,
    joinRoom: async (roomId) => resultOf(await api.joinRoom(roomId)),
    leaveRoom: async (roomId) => resultOf(await api.leaveRoom(roomId)),
    openDirectRoom: (userId) => makeRoom({ kind: 'direct', userId }),
    createRoom: makeRoom,
    updateRoom: async (roomId, change) => resultOf(await api.updateRoom(roomId, change)),
    addMembers: async (roomId, userIds) => resultOf(await api.addMembers(roomId, userIds)),
    async updateMe(change) {
      const answer = await api.updateMe(change);
      if (answer.ok) store.set({ ...store.get(), me: answer.value });
      return resultOf(answer);
    },

    reconnectNow: () => {
      connection.reconnectNow();
    },
    async signOut() {
      const answer = await api.signOut();
      if (!answer.ok && answer.code !== 'not_signed_in') return failureOf(answer);
      // The next person at this browser must not find what this one wrote.
      uploads.clear();
      outbox.clear();
      createDrafts({ serverId: server.id, userId: ownId }, effects.storage).clear();
      connection.end('signed_out');
      return { ok: true };
    },
    close() {
      readMarker.close();
      requests.close();
      outbox.close();
      uploads.close();
      typing.clear();
      connection.close();
    },
  };
}

function resultOf(answer: ApiResult<unknown>): Result {
  return answer.ok ? { ok: true } : failureOf(answer);
}

function failureOf({ code, message }: Failure): Failure {
  return { ok: false, code, message };
}
