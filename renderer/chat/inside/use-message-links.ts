import { useEffect } from 'react';
import { messagePath, navigate, parsePath } from '../route.ts';

/** Links to this host's messages are followed within the page: a new tab would load the whole chat once more. */
export function useMessageLinks(): void {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link?.origin !== window.location.origin) return;
      const route = parsePath(link.pathname);
      if (route.page !== 'room' || route.messageId === null) return;
      event.preventDefault();
      navigate(messagePath(route.roomId, route.messageId));
    };
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('click', onClick);
    };
  }, []);
}
