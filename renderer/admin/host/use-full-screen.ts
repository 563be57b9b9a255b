import { useEffect, useRef } from 'react';
import type { Desktop } from '../link/desktop.ts';

/**
 * Fills the screen while the component lives, by the desktop shell or by the browser. A browser that refuses leaves
 * the page as large as its window. `onLeave` is called when somebody gives the screen back by other means.
 */
export function useFullScreen(desktop: Desktop | null, onLeave: () => void): void {
  const bridge = desktop?.bridge ?? null;
  const isFull = desktop?.state.isFullScreen ?? false;
  const wasFull = useRef(false);
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  }, [onLeave]);

  useEffect(() => {
    if (bridge) {
      void bridge.setFullScreen(true);
      return () => void bridge.setFullScreen(false);
    }
    const left = () => {
      if (document.fullscreenElement === null) leave.current();
    };
    document.addEventListener('fullscreenchange', left);
    // iPhones know it for videos alone.
    if (document.fullscreenEnabled) document.documentElement.requestFullscreen().catch(() => undefined);
    return () => {
      document.removeEventListener('fullscreenchange', left);
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
    };
  }, [bridge]);

  useEffect(() => {
    if (wasFull.current && !isFull) leave.current();
    wasFull.current = isFull;
  }, [isFull]);
}
