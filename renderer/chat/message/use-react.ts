import { useCallback } from 'react';
import type { TimelineMessage } from '../../client/types.ts';
import { useToast } from '../../shared/components/toasts.tsx';
import { useClient } from '../inside/client-context.ts';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** Adds or takes back an emoji; says so where that fails. */
export function useReact({ id }: TimelineMessage): (emoji: string, on: boolean) => void {
  const client = useClient();
  const reason = useReason();
  const say = useToast();
  return useCallback(
    (emoji, on) => {
      void client.react(id, emoji, on).then((answer) => {
        if (!answer.ok) say(reason(answer));
      });
    },
    [client, id, reason, say],
  );
}
