import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** Closer to the end than this counts as being there. */
const AT_END_PX = 48;
/** For this long after the reader's own hand, what moves is what the reader moves. */
const HAND_MS = 1_000;

export interface FollowEnd {
  /** Whether the reader is at the end, and wants to stay there. */
  isFollowing: () => boolean;
  toEnd: () => void;
  /** The reader goes somewhere else. */
  leave: () => void;
  /** Call for every scroll; true while the end is in sight or being kept in sight. */
  scrolled: () => boolean;
  /** The reader has just used the wheel, the screen, the scrollbar or the keys here. */
  isHand: () => boolean;
}

/**
 * Keeps a scroller at its end for as long as the reader is there: rows are measured only after they stand in the page,
 * so the end moves many times before it rests.
 *
 * @param hasRows whether there is anything to follow yet
 * @param isWhole false while more comes after the last row: its end is not the end
 */
export function useFollowEnd(
  scrollerRef: RefObject<HTMLElement | null>,
  hasRows: boolean,
  isWhole: boolean,
): FollowEnd {
  const follows = useRef(true);
  const last = useRef({ top: 0, height: 0 });
  const hand = useReadersHand(scrollerRef, hasRows);

  const toEnd = useCallback(() => {
    follows.current = true;
    const element = scrollerRef.current;
    element?.scrollTo({ top: element.scrollHeight, behavior: 'instant' });
  }, [scrollerRef]);

  useLayoutEffect(() => {
    const element = scrollerRef.current;
    if (!element || !hasRows) return;
    const observer = new ResizeObserver(() => {
      if (follows.current) toEnd();
    });
    for (const part of [element, ...element.children]) observer.observe(part);
    return () => {
      observer.disconnect();
    };
  }, [hasRows, scrollerRef, toEnd]);

  const scrolled = useCallback(() => {
    const element = scrollerRef.current;
    if (!element) return true;
    const { scrollTop: top, scrollHeight: height } = element;
    const isUp = top < last.current.top - 1;
    // Rows that turn out smaller than they seemed pull everything up as well, and the end with it.
    const isReader = hand() || height === last.current.height;
    last.current = { top, height };
    const isEnd = isWhole && height - top - element.clientHeight <= AT_END_PX;
    if (isEnd) follows.current = true;
    else if (isUp && isReader) follows.current = false;
    return isEnd || follows.current;
  }, [hand, isWhole, scrollerRef]);

  const leave = useCallback(() => {
    follows.current = false;
  }, []);

  const isFollowing = useCallback(() => follows.current, []);
  return { isFollowing, toEnd, leave, scrolled, isHand: hand };
}

/** Tells whether the reader has just used the wheel, the screen, the scrollbar or the keys here. */
function useReadersHand(scrollerRef: RefObject<HTMLElement | null>, hasRows: boolean): () => boolean {
  const usedAt = useRef(-Infinity);
  useEffect(() => {
    const element = scrollerRef.current;
    if (!element || !hasRows) return;
    const listening = new AbortController();
    const use = () => {
      usedAt.current = performance.now();
    };
    for (const kind of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
      element.addEventListener(kind, use, { passive: true, signal: listening.signal });
    }
    return () => {
      listening.abort();
    };
  }, [hasRows, scrollerRef]);
  return useCallback(() => performance.now() - usedAt.current < HAND_MS, []);
}
