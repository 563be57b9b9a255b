import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Timeline, TimelineState } from '../../client/types.ts';
import type { Row } from './build-rows.ts';
import { useFollowEnd } from './use-follow-end.ts';

/** A row of which less than this shows at the bottom has not been seen. */
const NOT_YET_SEEN_PX = 48;
/** Older messages are asked for this long before the reader reaches the top. */
const OLDER_AHEAD_PX = 900;
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
 * loads older messages ahead of the reader. `onSeen` is told the newest row in sight.
 */
export function useTimelineScroll(
  scrollerRef: RefObject<HTMLElement | null>,
  timeline: Timeline,
  state: TimelineState,
  rows: readonly Row[],
  onSeen: (row: Row) => void,
): Scroll {
  const list = useRef<VirtualizerHandle>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const isPrepend = useIsPrepend(rows);
  const count = rows.length;
  const hasRows = count > 0;
  const { isFollowing, toEnd, leave, scrolled } = useFollowEnd(scrollerRef, hasRows);

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
    if (!handle || !state.hasOlder || state.isLoadingOlder || state.error !== null) return;
    if (handle.scrollOffset < OLDER_AHEAD_PX) void timeline.loadOlder();
  }, [state.error, state.hasOlder, state.isLoadingOlder, timeline]);

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
  const openAt = useRef({ firstNew, isUnreadFurtherUp });
  useLayoutEffect(() => {
    openAt.current = { firstNew, isUnreadFurtherUp };
  });
  useLayoutEffect(() => {
    if (!hasRows) return;
    const { firstNew: index, isUnreadFurtherUp: isUp } = openAt.current;
    if (index >= 0 || isUp) {
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

  const toRow = useCallback(
    (index: number) => {
      leave();
      list.current?.scrollToIndex(index, { align: 'center' });
    },
    [leave],
  );

  const onResize = useCallback(() => {
    // Opened at the line "new", nothing has been scrolled yet, and still the end may be out of sight.
    const handle = list.current;
    if (handle) setAtEnd(isFollowing() || handle.scrollSize - handle.scrollOffset <= handle.viewportSize);
    report();
  }, [isFollowing, report]);

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
