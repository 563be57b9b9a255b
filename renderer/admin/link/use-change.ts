import { useCallback } from 'react';
import { useToast } from '../../shared/components/toasts.tsx';
import { useReason } from '../../shared/i18n/use-reason.ts';
import { useAdmin } from './admin-context.ts';
import type { HostChange } from './admin-host.ts';

/** Changes a setting of the host. A refusal is said in passing; gives whether it was taken. */
export function useChange(): (change: HostChange, news?: string) => Promise<boolean> {
  const { changeSettings } = useAdmin().host;
  const say = useToast();
  const reason = useReason();
  return useCallback(
    async (change, news) => {
      const answer = await changeSettings(change);
      if (!answer.ok) say(reason(answer));
      else if (news !== undefined) say(news);
      return answer.ok;
    },
    [changeSettings, say, reason],
  );
}
