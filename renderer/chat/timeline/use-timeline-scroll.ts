import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Timeline, TimelineState } from '../../client/types.ts';
import type { Row } from './build-rows.ts';

/** Closer to the end than this counts as being there. */
const AT_END_PX = 48;
/** Older messages are asked for this long before the reader reaches the top. */
const OLDER_AHEAD_PX = 900;
/** How much of what was already read stays in sight above the line "new". */
const NEW_LINE_OFFSET_PX = 96;

interface Scroll {
  list: RefObject<VirtualizerHandle | null>;
  /** True for the one draw in which messages were put before the first. */
  isPrepend: boolean;
  isAtEnd: boolean;
  onScroll: (offset: number) => void;
  onResize: () => void;
  toEnd: () => void;
  toRow: (index: number) => void;
}

/**
 * Where a timeline stands: opens at the line "new", else at the end; stays at the end only while it is there;
 * loads older messages ahead of the reader. `onSeen` is told the newest row in sight.
 */
export function useTimelineScroll(
  timeline: Timeline,
  state: TimelineState,
  rows: readonly Row[],
  onSeen: (row: Row) => void,
): Scroll {
  const list = useRef<VirtualizerHandle>(null);
  const isFollowing = useRef(true);
  const lastOffset = useRef(0);
  const [isAtEnd, setAtEnd] = useState(true);
  const isPrepend = useIsPrepend(rows);
  const count = rows.length;
  const hasRows = count > 0;

  const toEnd = useCallback(() => {
    isFollowing.current = true;
    list.current?.scrollToIndex(count - 1, { align: 'end' });
  }, [count]);

  const report = useCallback(() => {
    const handle = list.current;
    if (!handle || handle.viewportSize === 0 || !isLookedAt()) return;
    const end = handle.scrollOffset + handle.viewportSize;
    const index = distanceToEnd(handle) <= AT_END_PX ? count - 1 : handle.findItemIndex(end - AT_END_PX);
    const row = rows[Math.min(index, count - 1)];
    if (row) onSeen(row);
  }, [count, onSeen, rows]);

  const loadAhead = useCallback(() => {
    const handle = list.current;
    if (!handle || !state.hasOlder || state.isLoadingOlder || state.error !== null) return;
    if (handle.scrollOffset < OLDER_AHEAD_PX) void timeline.loadOlder();
  }, [state.error, state.hasOlder, state.isLoadingOlder, timeline]);

  const onScroll = useCallback(
    (offset: number) => {
      const handle = list.current;
      // Before it has been measured, everything seems to be in sight.
      if (!handle || handle.viewportSize === 0) return;
      const isEnd = distanceToEnd(handle) <= AT_END_PX;
      // Growing content moves the end away without any scrolling: only going up leaves it.
      if (isEnd) isFollowing.current = true;
      else if (offset < lastOffset.current - 1) isFollowing.current = false;
      lastOffset.current = offset;
      setAtEnd(isEnd || isFollowing.current);
      loadAhead();
      report();
    },
    [loadAhead, report],
  );

  const onResize = useCallback(() => {
    if (isFollowing.current) toEnd();
    report();
  }, [report, toEnd]);

  const firstNew = rows.findIndex((row) => row.isFirstNew);
  const isUnreadFurtherUp =
    state.firstUnreadSeq !== null && state.hasOlder && (rows[0]?.message.seq ?? 0) > state.firstUnreadSeq;
  const openAt = useRef({ firstNew, isUnreadFurtherUp, toEnd });
  useLayoutEffect(() => {
    openAt.current = { firstNew, isUnreadFurtherUp, toEnd };
  });
  useLayoutEffect(() => {
    if (!hasRows) return;
    const { firstNew: index, isUnreadFurtherUp: isUp, toEnd: end } = openAt.current;
    if (index >= 0 || isUp) {
      isFollowing.current = false;
      list.current?.scrollToIndex(Math.max(index, 0), { align: 'start', offset: -NEW_LINE_OFFSET_PX });
    } else {
      end();
    }
  }, [hasRows]);

  useLayoutEffect(() => {
    if (isFollowing.current) toEnd();
  }, [rows, toEnd]);

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

  const toRow = useCallback((index: number) => {
    isFollowing.current = false;
    list.current?.scrollToIndex(index, { align: 'center' });
  }, []);

  return { list, isPrepend, isAtEnd, onScroll, onResize, toEnd, toRow };
}

function distanceToEnd({ scrollSize, scrollOffset, viewportSize }: VirtualizerHandle): number {
  return scrollSize - scrollOffset - viewportSize;
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
