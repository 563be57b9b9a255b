import { useEffect } from 'react';
import { useIsSendingFiles } from '../inside/client-context.ts';

/** Lets the browser ask before a page is closed whose files have not all gone. */
export function useCloseWarning(): void {
  const isSending = useIsSendingFiles();
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [isSending]);
}
