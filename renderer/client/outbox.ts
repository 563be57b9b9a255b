import { CLOSE } from '../../server/protocol/close-codes.ts';
import type { ClientFrame } from '../../server/protocol/client-frames.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import { backoffMs } from './backoff.ts';
import type { Effects } from './effects.ts';
import { isPassing } from './http-call.ts';
import { newId } from './ids.ts';
import { frameOf, isTooLong, lineOf, waitsForFiles } from './outbox-item.ts';
import { byWriting, type OutboxItem, type OutboxStorage, type OutboxUpload } from './outbox-storage.ts';
import type { Outbox } from './outbox-view.ts';
import { createSendPace } from './send-pace.ts';
import type { TimelineMessage, UploadFault } from './types.ts';

/** Enough to fill the pipe to a host on the same network, and well within what the host takes in one burst. */
export const IN_FLIGHT_MAX = 20;
/** What another tab wrote is that tab's to send; if it still waits after this, the tab is gone. */
const OTHER_TAB_GRACE_MS = 10_000;
/** The host answers in milliseconds; without an answer for so long, one of the two was lost. */
const ANSWER_WITHIN_MS = 30_000;
/** A tab that sends files says so to the others at this pace, well within their grace. */
const ALIVE_EVERY_MS = 4_000;
const SETTLED_MAX = 500;
const PAUSE_MIN_MS = 500;
const PAUSE_FIRST_MS = 1_000;
const PAUSE_CAP_MS = 30_000;

export interface OutboxDeps {
  effects: Pick<Effects, 'now' | 'setTimer' | 'clearTimer' | 'random' | 'randomBytes'>;
  storage: OutboxStorage;
  author(): { id: string; username: string };
  transmit(frame: ClientFrame): void;
  /** What waits in this room is not what it was. */
  changed(roomId: string): void;
  /** Whether this tab can bring this upload to its end. */
  hasUpload(id: string): boolean;
  /** The message that these belong to is stored. */
  released(uploads: readonly OutboxUpload[]): void;
  slowMode: {
    /** Whether one has to wait between two messages in this room. */
    isSlow(roomId: string): boolean;
    /** When the next one may go, in ms since the epoch; 0 where at once. */
    writableAt(roomId: string): number;
    /** The host said how long the wait still is. */
    mustWait(roomId: string, seconds: number): void;
  };
}

interface Entry {
  item: OutboxItem;
  line: TimelineMessage;
  /** Not to be sent before this time. */
  heldUntil: number;
  isFromOtherTab: boolean;
}

const NO_LINES: readonly TimelineMessage[] = [];

export function createOutbox(deps: OutboxDeps): Outbox {
  const { effects, storage, author, transmit, changed, slowMode } = deps;
  const pace = createSendPace(LIMITS.sendsPerSecond, LIMITS.sendsBurst, effects.now);
  /** Sent on this connection and not answered, with the time of sending. */
  const inFlight = new Map<string, number>();
  const lines = new Map<string, readonly TimelineMessage[]>();
  // Files that were under way belong to another tab, or went with the page that was here before.
  let entries: Entry[] = storage.load().map((item) => toEntry(item, waitsForFiles(item)));
  let isLive = false;
  let inFlightMax = IN_FLIGHT_MAX;
  let failures = 0;
  let pausedUntil = 0;
  let timer: number | null = null;
  let lastWrittenAt = 0;
  /** What the host is known to have; the event of a message can outrun another tab's word that it was written. */
  const settled = new Set<string>();

  const stopListening = storage.onChange((id, item) => {
    if (item) adopt(item);
    else drop(id);
  });

  function toEntry(item: OutboxItem, isFromOtherTab: boolean): Entry {
    const heldUntil = isFromOtherTab ? effects.now() + OTHER_TAB_GRACE_MS : 0;
    return { item, line: lineOf(item, author()), heldUntil, isFromOtherTab };
  }

  function find(id: string): Entry | undefined {
    return entries.find(({ item }) => item.clientMessageId === id);
  }

  function place(entry: Entry): void {
    const id = entry.item.clientMessageId;
    entries = [...entries.filter((other) => other.item.clientMessageId !== id), entry];
    entries.sort((one, other) => byWriting(one.item, other.item));
    tellRoom(entry.item.roomId);
    pump();
  }

  function drop(id: string): OutboxItem | null {
    const entry = find(id);
    if (!entry) return null;
    entries = entries.filter((other) => other !== entry);
    inFlight.delete(id);
    tellRoom(entry.item.roomId);
    return entry.item;
  }

  function adopt(item: OutboxItem): void {
    if (settled.has(item.clientMessageId)) return;
    const known = find(item.clientMessageId);
    place(toEntry(item, known?.isFromOtherTab ?? true));
  }

  function tellRoom(roomId: string): void {
    lines.delete(roomId);
    changed(roomId);
  }

  function refuse(entry: Entry, code: UploadFault, message: string): void {
    inFlight.delete(entry.item.clientMessageId);
    change(entry, { ...entry.item, refused: { code, message } });
  }

  function change(entry: Entry, item: OutboxItem): void {
    storage.put(item);
    place({ ...entry, item, line: lineOf(item, author()) });
  }

  function withUpload(uploadId: string): Entry | undefined {
    return entries.find(({ item }) => item.uploads?.some(({ id }) => id === uploadId));
  }

  /** Gives the ms until another look is due. */
  function tendFiles(entry: Entry, now: number): number {
    const { item } = entry;
    const isOwn = item.uploads?.every(({ id, file }) => file !== undefined || deps.hasUpload(id));
    if (isOwn) {
      const dueAt = (item.aliveAt ?? item.writtenAt) + ALIVE_EVERY_MS;
      if (dueAt > now) return dueAt - now;
      entry.item = { ...item, aliveAt: now };
      storage.put(entry.item);
      return ALIVE_EVERY_MS;
    }
    if (entry.heldUntil > now) return entry.heldUntil - now;
    // Only here: should the other tab still be at it, its word stands in the storage.
    const refused = {
      code: 'file_lost',
      message: 'The page was closed before its files were sent.',
    } as const;
    entry.item = { ...item, refused };
    entry.line = lineOf(entry.item, author());
    tellRoom(item.roomId);
    return 0;
  }

  function pump(): void {
    if (timer !== null) effects.clearTimer(timer);
    timer = null;
    if (!isLive) return;
    const now = effects.now();
    let nextInMs = Math.max(0, pausedUntil - now);
    if (nextInMs === 0) nextInMs = sendWhatMayGo(now);
    if (nextInMs > 0) timer = effects.setTimer(pump, nextInMs);
  }

  /** Gives the ms until another look is due, 0 where nothing can be done before an answer of the host. */
  function sendWhatMayGo(now: number): number {
    let nextInMs = 0;
    const lookAgainIn = (ms: number): void => {
      nextInMs = nextInMs === 0 ? ms : Math.min(nextInMs, ms);
    };
    /** A message waits for its files or for slow mode, and those written after it in its room wait behind it. */
    const heldRooms = new Set<string>();
    for (const entry of entries) {
      const { item, heldUntil } = entry;
      if (item.refused || heldRooms.has(item.roomId)) continue;
      if (waitsForFiles(item)) {
        const ms = tendFiles(entry, now);
        if (ms > 0) lookAgainIn(ms);
        if (ms > 0 && !entry.isFromOtherTab) heldRooms.add(item.roomId);
        continue;
      }
      const sentAt = inFlight.get(item.clientMessageId);
      if (slowMode.isSlow(item.roomId)) heldRooms.add(item.roomId);
      const slowUntil = sentAt === undefined ? slowMode.writableAt(item.roomId) : 0;
      if (slowUntil > now) {
        lookAgainIn(slowUntil - now);
        continue;
      }
      const dueAt = sentAt === undefined ? heldUntil : sentAt + ANSWER_WITHIN_MS;
      if (dueAt > now) {
        lookAgainIn(dueAt - now);
        continue;
      }
      if (sentAt === undefined && inFlight.size >= inFlightMax) break;
      const waitMs = pace.take();
      if (waitMs > 0) {
        lookAgainIn(waitMs);
        break;
      }
      inFlight.set(item.clientMessageId, now);
      lookAgainIn(ANSWER_WITHIN_MS);
      transmit(frameOf(item));
    }
    return nextInMs;
  }

  return {
    add(roomId, text, replyToId, uploads = [], extras = {}) {
      lastWrittenAt = Math.max(effects.now(), lastWrittenAt + 1);
      const item: OutboxItem = {
        clientMessageId: newId(effects),
        roomId,
        text,
        writtenAt: lastWrittenAt,
        ...(replyToId === undefined ? {} : { replyToId }),
        ...(uploads.length === 0 ? {} : { uploads }),
        ...extras,
        ...(isTooLong(text)
          ? { refused: { code: 'message_too_long', message: 'That message is too long.' } }
          : {}),
      };
      storage.put(item);
      place(toEntry(item, false));
    },

    retry(clientMessageId) {
      const entry = find(clientMessageId);
      if (!entry?.item.refused) return;
      const { refused: _, ...item } = entry.item;
      const isLost = item.uploads?.some(({ id, file }) => file === undefined && !deps.hasUpload(id));
      if (isLost) return;
      storage.put(item);
      place(toEntry(item, false));
    },

    discard(clientMessageId) {
      storage.remove(clientMessageId);
      const item = drop(clientMessageId);
      pump();
      return item;
    },

    uploadsOf: (clientMessageId) => find(clientMessageId)?.item.uploads ?? [],

    uploadStored(uploadId, file) {
      const entry = withUpload(uploadId);
      if (!entry) return;
      const uploads = entry.item.uploads?.map((upload) =>
        upload.id === uploadId ? { ...upload, file } : upload,
      );
      change(entry, { ...entry.item, ...(uploads && { uploads }) });
    },

    uploadFailed(uploadId, code, message) {
      const entry = withUpload(uploadId);
      if (entry) refuse(entry, code, message);
    },

    settle(clientMessageId) {
      settled.add(clientMessageId);
      if (settled.size > SETTLED_MAX) settled.delete(settled.values().next().value ?? '');
      const entry = find(clientMessageId);
      if (!entry) return null;
      drop(clientMessageId);
      deps.released(entry.item.uploads ?? []);
      // Removing it at once would take the line out of the tab that wrote it, which may not have heard yet.
      if (entry.isFromOtherTab)
        effects.setTimer(() => {
          storage.remove(clientMessageId);
        }, OTHER_TAB_GRACE_MS);
      else storage.remove(clientMessageId);
      failures = 0;
      inFlightMax = IN_FLIGHT_MAX;
      pump();
      return entry.item;
    },

    failed(clientMessageId, { code, message, details }) {
      const entry = find(clientMessageId);
      if (!entry || !inFlight.delete(clientMessageId)) return;
      const waitSeconds = code === 'slow_mode' ? details?.['retryAfterSeconds'] : undefined;
      // Nothing is wrong with the message: it goes when its time has come.
      if (typeof waitSeconds === 'number') {
        slowMode.mustWait(entry.item.roomId, waitSeconds);
        pump();
        return;
      }
      // A session that ended is no fault of the message: it goes out after the next sign-in.
      if (!isPassing(code) && code !== 'not_signed_in') {
        refuse(entry, code, message);
        return;
      }
      // One at a time until something succeeds: many refused at once would look like an attack to the host.
      inFlightMax = 1;
      // Twenty in flight may fail together: that is one failure.
      if (effects.now() >= pausedUntil) {
        failures++;
        pausedUntil =
          effects.now() + PAUSE_MIN_MS + backoffMs(failures, PAUSE_FIRST_MS, PAUSE_CAP_MS, effects.random);
      }
      pump();
    },

    roomOf: (clientMessageId) => find(clientMessageId)?.item.roomId ?? null,
    lookAgain: pump,

    goLive() {
      isLive = true;
      pausedUntil = 0;
      // The other tab comes back at the same moment: its messages stay its own for a while.
      for (const entry of entries) {
        if (entry.isFromOtherTab) entry.heldUntil = effects.now() + OTHER_TAB_GRACE_MS;
      }
      pump();
    },

    goOffline(closeCode) {
      isLive = false;
      const suspects = [...inFlight.keys()];
      inFlight.clear();
      // The host would end every new connection over the same frame: find it by sending one at a time.
      if (suspects.length > 0 && (closeCode === CLOSE.badFrame || closeCode === CLOSE.tooLarge)) {
        const entry = inFlightMax === 1 ? find(suspects[0] ?? '') : undefined;
        inFlightMax = entry ? IN_FLIGHT_MAX : 1;
        if (entry) {
          const code = closeCode === CLOSE.tooLarge ? 'too_large' : 'invalid_frame';
          refuse(entry, code, 'The host did not understand this message.');
        }
      }
      pump();
    },

    linesOf(roomId) {
      let held = lines.get(roomId);
      if (!held) {
        const own = entries.filter(({ item }) => item.roomId === roomId).map(({ line }) => line);
        held = own.length === 0 ? NO_LINES : own;
        lines.set(roomId, held);
      }
      return held;
    },

    queuedCount: () => entries.reduce((count, { item }) => (item.refused ? count : count + 1), 0),

    clear() {
      for (const { item } of [...entries]) {
        storage.remove(item.clientMessageId);
        drop(item.clientMessageId);
      }
    },

    close() {
      isLive = false;
      pump();
      stopListening();
    },
  };
}
