import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Timeline, TimelineState } from '../../client/types.ts';
import type { Row } from './build-rows.ts';
import { useFollowEnd } from './use-follow-end.ts';

/** A row of which less than this shows at the bottom has not been seen. */
const NOT_YET_SEEN_PX = 48;
/** More messages are asked for this long before the reader reaches the end of those that are there. */
const AHEAD_PX = 900;
/** For this long after a jump, what is loaded around the row must not push it away. */
const HOLD_MS = 2_000;
/** How much of what was already read stays in sight above the line "new". */
const NEW_LINE_OFFSET_PX = 96;

interface Scroll {
  list: RefObject<VirtualizerHandle | null>;
  /** True for the one draw in which messages were put before the first. */
  isPrepend: boolean;
  isAtEnd: boolean;
  onScroll: () => void;
  onResize: () => void;
  toEnd: () => void;
  toRow: (index: number) => void;
}

/**
 * Where a timeline stands: opens at the line "new", else at the end; stays at the end only while it is there;
 * loads more messages ahead of the reader. `onSeen` is told the newest row in sight.
 *
 * @param opensElsewhere somebody else says where to open: at a message that was asked for
 */
export function useTimelineScroll(
  scrollerRef: RefObject<HTMLElement | null>,
  timeline: Timeline,
  state: TimelineState,
  rows: readonly Row[],
  onSeen: (row: Row) => void,
  opensElsewhere: boolean,
): Scroll {
  const list = useRef<VirtualizerHandle>(null);
  const [isAtEnd, setAtEnd] = useState(!state.hasNewer);
  const isPrepend = useIsPrepend(rows);
  const count = rows.length;
  const hasRows = count > 0;
  const { isFollowing, toEnd, leave, scrolled, isHand } = useFollowEnd(scrollerRef, hasRows, !state.hasNewer);

  const report = useCallback(() => {
    const handle = list.current;
    if (!handle || handle.viewportSize === 0 || !isLookedAt()) return;
    const end = handle.scrollOffset + handle.viewportSize;
    const index = isFollowing() ? count - 1 : handle.findItemIndex(end - NOT_YET_SEEN_PX);
    const row = rows[Math.min(index, count - 1)];
    if (row) onSeen(row);
  }, [count, isFollowing, onSeen, rows]);

  const loadAhead = useCallback(() => {
    const handle = list.current;
    if (!handle || state.error !== null || state.isLoadingOlder || state.isLoadingNewer) return;
    const isNearEnd = handle.scrollSize - handle.scrollOffset - handle.viewportSize < AHEAD_PX;
    if (state.hasOlder && handle.scrollOffset < AHEAD_PX) void timeline.loadOlder();
    else if (state.hasNewer && isNearEnd) void timeline.loadNewer();
  }, [state.error, state.hasNewer, state.hasOlder, state.isLoadingNewer, state.isLoadingOlder, timeline]);

  const onScroll = useCallback(() => {
    // Before it has been measured, everything seems to be in sight.
    if (!list.current || list.current.viewportSize === 0) return;
    setAtEnd(scrolled());
    loadAhead();
    report();
  }, [loadAhead, report, scrolled]);

  const firstNew = rows.findIndex((row) => row.isFirstNew);
  const isUnreadFurtherUp =
    state.firstUnreadSeq !== null && state.hasOlder && (rows[0]?.message.seq ?? 0) > state.firstUnreadSeq;
  const openAt = useRef({ firstNew, isUnreadFurtherUp, opensElsewhere });
  useLayoutEffect(() => {
    openAt.current = { firstNew, isUnreadFurtherUp, opensElsewhere };
  });
  useLayoutEffect(() => {
    if (!hasRows) return;
    const { firstNew: index, isUnreadFurtherUp: isUp, opensElsewhere: isElsewhere } = openAt.current;
    if (isElsewhere) leave();
    else if (index >= 0 || isUp) {
      leave();
      list.current?.scrollToIndex(Math.max(index, 0), { align: 'start', offset: -NEW_LINE_OFFSET_PX });
    } else {
      toEnd();
    }
  }, [hasRows, leave, toEnd]);

  useLayoutEffect(() => {
    if (isFollowing()) toEnd();
  }, [isFollowing, rows, toEnd]);

  useEffect(() => {
    loadAhead();
    report();
    window.addEventListener('focus', report);
    document.addEventListener('visibilitychange', report);
    return () => {
      window.removeEventListener('focus', report);
      document.removeEventListener('visibilitychange', report);
    };
  }, [loadAhead, report]);

  const held = useRef({ key: '', until: 0 });
  const toRow = useCallback(
    (index: number) => {
      leave();
      held.current = { key: rows[index]?.key ?? '', until: performance.now() + HOLD_MS };
      list.current?.scrollToIndex(index, { align: 'center' });
    },
    [leave, rows],
  );
  useLayoutEffect(() => {
    if (isFollowing() || isHand() || performance.now() > held.current.until) return;
    const index = rows.findIndex(({ key }) => key === held.current.key);
    if (index >= 0) list.current?.scrollToIndex(index, { align: 'center' });
  }, [isFollowing, isHand, rows]);

  const onResize = useCallback(() => {
    // Opened at the line "new", nothing has been scrolled yet, and still the end may be out of sight.
    const handle = list.current;
    const isEndInSight =
      !state.hasNewer && !!handle && handle.scrollSize - handle.scrollOffset <= handle.viewportSize;
    if (handle) setAtEnd(isFollowing() || isEndInSight);
    report();
  }, [isFollowing, report, state.hasNewer]);

  return { list, isPrepend, isAtEnd, onScroll, onResize, toEnd, toRow };
}

/** Something on a screen that nobody looks at has not been read. */
function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** The list has to be told when rows were put before the first, to keep the reader's place. */
function useIsPrepend(rows: readonly Row[]): boolean {
  const first = rows[0]?.key;
  const [seen, setSeen] = useState({ first, count: rows.length, isPrepend: false });
  if (seen.first === first && seen.count === rows.length) return seen.isPrepend;
  const isPrepend = seen.first !== undefined && seen.first !== first && rows.length > seen.count;
  setSeen({ first, count: rows.length, isPrepend });
  return isPrepend;
}
