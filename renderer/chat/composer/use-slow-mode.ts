import { useCallback, useSyncExternalStore } from 'react';
import { writableAt } from '../../client/slow-mode.ts';
import type { TimelineMessage } from '../../client/types.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient, useClientState } from '../inside/client-context.ts';

/** Often enough for whole seconds. */
const TICK_MS = 500;

/** Whole seconds until one may write in this room again; counts down by itself. */
export function useSlowModeWait(roomId: string): number {
  const at = useClientState((state) => writableAt(state, roomId));
  return useSecondsUntil(at);
}

/** Whole seconds until a time in ms since the epoch, 0 once it has come; counts down by itself. */
export function useSecondsUntil(at: number): number {
  const subscribe = useCallback(
    (tick: () => void) => {
      // Where nobody waits there is nothing to draw anew.
      if (at <= Date.now()) return () => undefined;
      const timer = window.setInterval(tick, TICK_MS);
      return () => {
        window.clearInterval(timer);
      };
    },
    [at],
  );
  return useSyncExternalStore(subscribe, () => Math.max(0, Math.ceil((at - Date.now()) / 1_000)));
}

/** A span of slow mode in words: "30 seconds", "5 minutes". */
export function useSlowModeWords(): (seconds: number) => string {
  const { t } = useStrings();
  return (seconds) =>
    seconds < 60 || seconds % 60 !== 0
      ? t('modes.seconds', { count: seconds })
      : t('modes.minutes', { count: seconds / 60 });
}

/** "0:07", "14:59". */
export function countdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whole seconds until a message that slow mode holds back goes out; 0 where nothing holds it. */
export function useSlowModeQueue({ id, roomId, delivery }: TimelineMessage): number {
  const client = useClient();
  const seconds = useSecondsUntil(useClientState((state) => writableAt(state, roomId)));
  if (delivery.kind !== 'queued' || seconds === 0) return 0;
  const { messages } = client.timeline(roomId).getState();
  const queued = messages.filter((message) => message.delivery.kind === 'queued');
  const before = queued.findIndex((message) => message.id === id);
  const each = client.getState().rooms.get(roomId)?.slowModeSeconds ?? 0;
  return seconds + Math.max(0, before) * each;
}
