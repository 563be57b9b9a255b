import { useCallback } from 'react';
import { LIMITS } from '../../../server/protocol/limits.ts';
import { useToast } from '../../shared/components/toasts.tsx';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { useClient } from '../inside/client-context.ts';

/** Puts files into a room's tray, as many as one message takes, and says what was left out. */
export function useAttach(roomId: string): (files: readonly File[]) => void {
  const { t } = useStrings();
  const { uploads } = useClient();
  const say = useToast();
  return useCallback(
    (files) => {
      const max = LIMITS.filesPerMessageMax;
      const room = Math.max(0, max - uploads.tray(roomId).length);
      uploads.attach(roomId, files.slice(0, room));
      const leftOut = files.length - room;
      if (leftOut > 0) say(t('attach.leftOut', { count: leftOut, max }));
    },
    [roomId, say, t, uploads],
  );
}
