import { useCallback } from 'react';
import type { BridgeResult } from '../../../main/bridge/contract.ts';
import { useToast } from '../../shared/components/toasts.tsx';
import { useReason } from '../../shared/i18n/use-reason.ts';

/** Waits for what the desktop shell was asked to do, and says in passing why it could not. */
export function useBridgeAnswer(): (answer: Promise<BridgeResult>) => Promise<boolean> {
  const toast = useToast();
  const reason = useReason();
  return useCallback(
    async (coming) => {
      const answer = await coming;
      if (!answer.ok) toast(reason(answer));
      return answer.ok;
    },
    [toast, reason],
  );
}
