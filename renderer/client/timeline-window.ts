import type { HistoryAnswer } from '../../server/protocol/http.ts';
import { LIMITS } from '../../server/protocol/limits.ts';
import type { Message } from '../../server/protocol/message.ts';
import { createListeners, type Batch } from './batch.ts';
import { createChangeKeeper } from './change-keeper.ts';
import type { Effects } from './effects.ts';
import type { HistoryPage } from './host-api.ts';
import { isPassing, type ApiResult } from './http-call.ts';
import { createMessageList, type ListChange, type StoredMessage } from './message-list.ts';
import type { Timeline, TimelineMessage, TimelineState } from './types.ts';

const PAGE = LIMITS.historyPageDefault;
const RETRY_MS = 3_000;

export interface WindowDeps {
  effects: Pick<Effects, 'setTimer'>;
  batch: Batch;
  ownId: string;
  fetchPage(page: HistoryPage): Promise<ApiResult<HistoryAnswer>>;
  /** What waits in the outbox for this room. */
  waiting(): readonly TimelineMessage[];
  /** Messages came from the history: one's own among them need no sending any more. */
  loaded(messages: readonly Message[]): void;
  isLive(): boolean;
  /** Somebody looks through it from now on, or nobody any more: without events it is not kept current. */
  looked(isLookedAt: boolean): void;
}

export interface TimelineWindow extends Timeline {
  find(messageId: string): StoredMessage | undefined;
  apply(change: ListChange): void;
  waitingChanged(): void;
  goLive(): void;
  /** Events were missed: reads everything again. */
  refresh(): void;
  reset(): void;
}

/**
 * A gapless piece of a room's history around one seq. It grows at both ends as the reader goes on; once it reaches the
 * newest message, it goes on with what is written.
 */
export function createTimelineWindow(deps: WindowDeps, seq: number): TimelineWindow {
  const { batch } = deps;
  const list = createMessageList(deps.ownId);
  const listeners = createListeners();
  const keeper = createChangeKeeper();
  let isLoaded = false;
  let hasOlder = false;
  let hasNewer = true;
  let error: TimelineState['error'] = null;
  let loading: Promise<void> | null = null;
  let growing: { end: 'older' | 'newer'; done: Promise<void> } | null = null;
  /** Counts readings of the whole; the answer to an older one is thrown away. */
  let turn = 0;
  let state: TimelineState = read();

  function read(): TimelineState {
    const stored = list.snapshot();
    const waiting = hasNewer ? [] : deps.waiting();
    return {
      messages: waiting.length === 0 ? stored : [...stored, ...waiting],
      isLoading: !isLoaded && error === null,
      isLoadingOlder: growing?.end === 'older',
      hasOlder,
      isLoadingNewer: growing?.end === 'newer',
      hasNewer,
      error,
      firstUnreadSeq: null,
    };
  }

  function changed(): void {
    batch.touch(() => {
      state = read();
      listeners.notify();
    });
  }

  function load(): Promise<void> {
    const ownTurn = ++turn;
    error = null;
    loading = keeper.whileReading(() => readAround(ownTurn));
    changed();
    return loading;
  }

  async function readAround(ownTurn: number): Promise<void> {
    const held = list.snapshot();
    const countOlder = held.filter((message) => message.seq <= seq).length;
    const limitFor = (count: number): number => Math.min(LIMITS.historyPageMax, Math.max(PAGE, count));
    const [older, newer] = await Promise.all([
      deps.fetchPage({ before: seq + 1, limit: limitFor(countOlder) }),
      deps.fetchPage({ after: seq, limit: limitFor(held.length - countOlder) }),
    ]);
    if (ownTurn !== turn) return;
    loading = null;
    batch.run(() => {
      changed();
      if (!older.ok || !newer.ok) {
        loadFailed(ownTurn, older.ok ? newer : older);
        return;
      }
      const messages = [...older.value.messages, ...newer.value.messages];
      list.replace(messages);
      hasOlder = older.value.hasMore;
      hasNewer = newer.value.hasMore;
      isLoaded = true;
      catchUp();
      deps.loaded(messages);
    });
  }

  function loadFailed(ownTurn: number, answer: ApiResult<HistoryAnswer>): void {
    if (answer.ok) return;
    error = answer.code;
    if (!isPassing(answer.code)) return;
    deps.effects.setTimer(() => {
      if (ownTurn === turn && listeners.count() > 0 && deps.isLive()) void load();
    }, RETRY_MS);
  }

  /** One end at a time: what draws the list has to know at which end it grew. */
  function grow(end: 'older' | 'newer'): Promise<void> {
    if (growing) return growing.end === end ? growing.done : Promise.resolve();
    const edge = end === 'older' ? list.first() : list.last();
    if (!isLoaded || loading || !(end === 'older' ? hasOlder : hasNewer) || !edge) return Promise.resolve();
    error = null;
    const done = keeper.whileReading(() => readOn(end, edge.seq));
    growing = { end, done };
    changed();
    return done;
  }

  async function readOn(end: 'older' | 'newer', edge: number): Promise<void> {
    const ownTurn = turn;
    const answer = await deps.fetchPage(
      end === 'older' ? { before: edge, limit: PAGE } : { after: edge, limit: PAGE },
    );
    growing = null;
    batch.run(() => {
      changed();
      if (ownTurn !== turn) return;
      if (!answer.ok) {
        error = answer.code;
        return;
      }
      const { messages, hasMore } = answer.value;
      if (end === 'older') {
        list.prepend(messages);
        hasOlder = hasMore;
      } else {
        list.append(messages);
        hasNewer = hasMore;
      }
      catchUp();
      deps.loaded(messages);
    });
  }

  function catchUp(): void {
    for (const change of keeper.kept()) if (belongs(change)) list.apply(change);
  }

  /** What is written at the end of the room has its place here only where the window reaches so far. */
  function belongs(change: ListChange): boolean {
    if (change.kind !== 'message.created' && change.kind !== 'message.acked') return true;
    return !hasNewer && change.message.seq > (list.first()?.seq ?? 0);
  }

  return {
    getState: () => state,
    subscribe(listener) {
      if (listeners.count() === 0) deps.looked(true);
      const unsubscribe = listeners.subscribe(listener);
      return () => {
        unsubscribe();
        if (listeners.count() > 0) return;
        deps.looked(false);
        // It may miss something from here on.
        isLoaded = false;
      };
    },
    open: () => (isLoaded ? Promise.resolve() : (loading ?? load())),
    loadOlder: () => grow('older'),
    loadNewer: () => grow('newer'),
    find: list.find,
    apply(change) {
      keeper.heard(change);
      if (isLoaded && belongs(change) && list.apply(change)) changed();
    },
    waitingChanged: changed,
    goLive() {
      if (error !== null && !loading) void load();
    },
    refresh: () => void load(),
    reset() {
      turn++;
      loading = null;
      isLoaded = hasOlder = false;
      hasNewer = true;
      error = null;
      keeper.forget();
      list.replace([]);
      changed();
    },
  };
}
