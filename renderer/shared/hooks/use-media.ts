import { useCallback, useSyncExternalStore } from 'react';

/** True while a media query matches. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => {
        list.removeEventListener('change', listener);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Below this the page has one column; the same figure stands in the style sheets. */
export const PHONE = '(max-width: 719px)';
/** A finger, not a mouse: Enter makes a new line, a long press opens what hovering would show. */
export const TOUCH = '(hover: none) and (pointer: coarse)';
