import './slow-mode-line.css';
import { Timer } from 'lucide-react';
import type { Room } from '../../../server/protocol/room.ts';
import { isSlow } from '../../client/slow-mode.ts';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClientState } from '../inside/client-context.ts';
import { countdown, useSlowModeWords } from './use-slow-mode.ts';

/** Says below the composer that the room is in slow mode, and while one waits, for how long. */
export function SlowModeLine({ room, waitSeconds }: { room: Room; waitSeconds: number }) {
  const { t } = useStrings();
  const words = useSlowModeWords();
  const applies = useClientState((state) => isSlow(state, room.id));
  if (!applies) return null;
  return (
    // A timer is not read out every second (WAI-ARIA 1.2 §5.4); the text field refers to it.
    <p
      className="slow-mode-line"
      id="composer-slow-mode"
      role="timer"
      data-waiting={waitSeconds > 0 || undefined}
    >
      <Timer size={14} aria-hidden />
      {waitSeconds > 0
        ? t('modes.slowWait', { time: countdown(waitSeconds) })
        : t('modes.slowNote', { time: words(room.slowModeSeconds) })}
    </p>
  );
}
