import { createTimelineWindow, type TimelineWindow, type WindowDeps } from './timeline-window.ts';
import type { Timeline } from './types.ts';

/** The windows of one room that somebody looks through. */
export interface TimelineWindows extends Omit<TimelineWindow, keyof Timeline> {
  open(seq: number): Timeline;
}

export function createTimelineWindows(deps: Omit<WindowDeps, 'looked'>): TimelineWindows {
  const open = new Set<TimelineWindow>();
  return {
    open(seq) {
      const window: TimelineWindow = createTimelineWindow(
        {
          ...deps,
          looked: (isLookedAt) => {
            if (isLookedAt) open.add(window);
            else open.delete(window);
          },
        },
        seq,
      );
      return window;
    },
    find(messageId) {
      for (const window of open) {
        const found = window.find(messageId);
        if (found) return found;
      }
      return undefined;
    },
    apply: (change) => {
      for (const window of open) window.apply(change);
    },
    waitingChanged: () => {
      for (const window of open) window.waitingChanged();
    },
    goLive: () => {
      for (const window of open) window.goLive();
    },
    refresh: () => {
      for (const window of open) window.refresh();
    },
    reset: () => {
      for (const window of open) window.reset();
    },
  };
}
