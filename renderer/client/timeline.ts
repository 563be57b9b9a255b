import type { HistoryAnswer } from '../../server/protocol/http.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { Message } from '../../server/protocol/message.ts';
import type { Room } from '../../server/protocol/room.ts';
import { createListeners, type Batch } from './batch.ts';
import { createChangeKeeper } from './change-keeper.ts';
import type { Effects } from './effects.ts';
import type { HistoryPage } from './host-api.ts';
import { isPassing, type ApiResult } from './http-call.ts';
import { createMessageList, type ListChange, type StoredMessage } from './message-list.ts';
import { createTimelineWindows } from './timeline-windows.ts';
import type { RoomTimeline, TimelineMessage, TimelineState } from './types.ts';

const PAGE = LIMITS.historyPageDefault;
/** Some read lines above the "new" line tell where one left off. */
const CONTEXT_ABOVE_UNREAD = 20;
/** A reload follows the held messages back this far; what is older is loaded again when somebody scrolls there. */
const RELOAD_PAGES_MAX = 5;
const RETRY_MS = 3_000;
/** A room nobody looks at gathers messages all day: past `TRIM_ABOVE` only the newest are kept. */
const TRIM_ABOVE = 400;
const TRIM_TO = 200;

export interface TimelineDeps {
  effects: Pick<Effects, 'setTimer'>;
  batch: Batch;
  ownId: string;
  fetchPage(page: HistoryPage): Promise<ApiResult<HistoryAnswer>>;
  /** The room as it stands; undefined before the first welcome. */
  room(): Room | undefined;
  /** What waits in the outbox for this room. */
  waiting(): readonly TimelineMessage[];
  /** Messages came from the history: one's own among them need no sending any more. */
  loaded(messages: readonly Message[]): void;
  isLive(): boolean;
}

export interface LiveTimeline extends RoomTimeline {
  apply(change: ListChange): void;
  find(messageId: string): StoredMessage | undefined;
  /** The outbox of this room changed. */
  waitingChanged(): void;
  /** Live again, and all missed events are coming: goes on with what had failed. */
  goLive(): void;
  /** Events were or will be missed: reads everything again where somebody looks at it, else forgets it. */
  refresh(): void;
  /** Forgets what is held: the room is not ours to read any more. */
  reset(): void;
  /** Others' messages after one seq and up to another, without deleted ones; null where not all of them are held. */
  countUnread(after: number, upTo: number): number | null;
}

export function createTimeline(deps: TimelineDeps): LiveTimeline {
  const { batch, ownId } = deps;
  const list = createMessageList(ownId);
  const listeners = createListeners();
  let isOpened = false;
  let isLoaded = false;
  let isStale = false;
  let hasOlder = false;
  let error: TimelineState['error'] = null;
  let loading: Promise<void> | null = null;
  let loadingOlder: Promise<void> | null = null;
  /** Counts reloads; the answer to an older one is thrown away. */
  let reloads = 0;
  const keeper = createChangeKeeper();
  const windows = createTimelineWindows(deps);
  let isLineDue = false;
  let unreadAfter: number | null = null;
  let state: TimelineState = read();

  function read(): TimelineState {
    const stored = list.snapshot();
    const waiting = deps.waiting();
    return {
      messages: waiting.length === 0 ? stored : [...stored, ...waiting],
      isLoading: !isLoaded && error === null,
      isLoadingOlder: loadingOlder !== null,
      hasOlder,
      isLoadingNewer: false,
      hasNewer: false,
      error,
      firstUnreadSeq: firstUnreadSeq(stored),
    };
  }

  function firstUnreadSeq(stored: readonly StoredMessage[]): number | null {
    const after = unreadAfter;
    if (after === null) return null;
    return stored.find(({ seq, senderId }) => seq > after && senderId !== ownId)?.seq ?? null;
  }

  function publish(): void {
    state = read();
    listeners.notify();
  }

  function changed(): void {
    batch.touch(publish);
  }

  function catchUp(): void {
    for (const change of keeper.kept()) {
      if (!standsBeforeHeld(change)) list.apply(change);
    }
  }

  function open(): Promise<void> {
    isOpened = true;
    isLineDue = true;
    // Of a room not joined no events come: each look at it reads it anew.
    if (!isLoaded || isStale || deps.room()?.joined === false) return loading ?? reload();
    fixLine();
    changed();
    return Promise.resolve();
  }

  /** "New" begins where the reader had read to when the room was opened, whatever is read later. */
  function fixLine(): void {
    const room = deps.room();
    if (!isLineDue || !room) return;
    isLineDue = false;
    unreadAfter = room.unreadCount > 0 ? room.lastReadSeq : null;
  }

  function reload(): Promise<void> {
    const turn = ++reloads;
    error = null;
    isStale = isLoaded;
    const work = keeper.whileReading(() => readNewest(turn));
    loading = work;
    changed();
    return work;
  }

  async function readNewest(turn: number): Promise<void> {
    const unread = deps.room()?.unreadCount ?? 0;
    const wanted = Math.max(list.size() + PAGE, unread > 0 ? unread + CONTEXT_ABOVE_UNREAD : 0);
    const limit = Math.min(LIMITS.historyPageMax, wanted);
    let messages: Message[] = [];
    let hasMore = true;
    // Not merely what came after the newest held: the older ones were edited, deleted and reacted to as well.
    for (let page = 0; page < RELOAD_PAGES_MAX && hasMore && !reachesHeld(messages); page++) {
      const before = messages[0]?.seq;
      const answer = await deps.fetchPage(before === undefined ? { limit } : { limit, before });
      if (turn !== reloads) return;
      if (!answer.ok) {
        reloadFailed(turn, answer.code);
        return;
      }
      messages = [...answer.value.messages, ...messages];
      hasMore = answer.value.hasMore;
    }
    batch.run(() => {
      loading = null;
      list.replace(messages);
      hasOlder = hasMore;
      isLoaded = true;
      isStale = false;
      catchUp();
      fixLine();
      deps.loaded(messages);
      changed();
    });
  }

  function reachesHeld(messages: readonly Message[]): boolean {
    const oldest = messages[0];
    const oldestHeld = list.first();
    return oldest !== undefined && (oldestHeld === undefined || oldest.seq <= oldestHeld.seq);
  }

  function reloadFailed(turn: number, code: NonNullable<TimelineState['error']>): void {
    error = code;
    loading = null;
    changed();
    if (!isPassing(code)) return;
    deps.effects.setTimer(() => {
      // Without a connection there is no hurry: the next welcome brings it on.
      if (turn === reloads && listeners.count() > 0 && deps.isLive()) void reload();
    }, RETRY_MS);
  }

  function loadOlder(): Promise<void> {
    if (loadingOlder) return loadingOlder;
    const oldest = list.first();
    if (!isLoaded || !hasOlder || !oldest) return Promise.resolve();
    error = null;
    loadingOlder = keeper.whileReading(() => readOlder(oldest.seq));
    changed();
    return loadingOlder;
  }

  async function readOlder(before: number): Promise<void> {
    const answer = await deps.fetchPage({ before, limit: PAGE });
    loadingOlder = null;
    batch.run(() => {
      changed();
      // A reload in between moved the beginning: this page may no longer join on to it.
      if (!isLoaded || list.first()?.seq !== before) return;
      if (!answer.ok) {
        error = answer.code;
        return;
      }
      list.prepend(answer.value.messages);
      hasOlder = answer.value.hasMore;
      catchUp();
      deps.loaded(answer.value.messages);
    });
  }

  function reset(): void {
    reloads++;
    loading = null;
    isLoaded = isStale = hasOlder = false;
    isOpened = isOpened && listeners.count() > 0;
    error = null;
    keeper.forget();
    list.replace([]);
    windows.reset();
    changed();
  }

  function refresh(): void {
    windows.refresh();
    if (!isOpened) return;
    if (listeners.count() > 0 || (loading && !isLoaded)) void reload();
    else reset();
  }

  function trim(): void {
    if (listeners.count() > 0 || keeper.isReading() || list.size() <= TRIM_ABOVE) return;
    list.keepNewest(TRIM_TO);
    hasOlder = true;
  }

  /** An ack can be for a message far above the page that is held, after a reload of the browser. */
  function standsBeforeHeld(change: ListChange): boolean {
    if (change.kind !== 'message.acked' && change.kind !== 'message.created') return false;
    const oldest = list.first();
    return hasOlder && oldest !== undefined && change.message.seq < oldest.seq;
  }

  return {
    getState: () => state,
    subscribe: listeners.subscribe,
    open,
    loadOlder,
    apply(change) {
      keeper.heard(change);
      windows.apply(change);
      if (!isLoaded || standsBeforeHeld(change) || !list.apply(change)) return;
      trim();
      changed();
    },
    loadNewer: () => Promise.resolve(),
    around: windows.open,
    find: (messageId) => list.find(messageId) ?? windows.find(messageId),
    waitingChanged() {
      changed();
      windows.waitingChanged();
    },
    goLive() {
      windows.goLive();
      if (isOpened && (isStale || error !== null) && !loading) void reload();
    },
    refresh,
    reset,
    countUnread(after, upTo) {
      const stored = list.snapshot();
      const reachesBack = !hasOlder || (stored[0]?.seq ?? Infinity) <= after + 1;
      const reachesUp = upTo <= after || (stored.at(-1)?.seq ?? 0) >= upTo;
      if (!isLoaded || isStale || !reachesBack || !reachesUp) return null;
      let count = 0;
      for (let index = stored.length - 1; index >= 0; index--) {
        const message = stored[index];
        if (!message || message.seq <= after) break;
        if (message.seq <= upTo && message.senderId !== ownId && message.deletedAt === undefined) count++;
      }
      return count;
    },
  };
}
