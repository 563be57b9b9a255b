import { useEffect } from 'react';
import unreadIcon from '../../../assets/icon-unread.svg';
import { useClientState } from '../inside/client-context.ts';
import { unreadTotal } from '../inside/use-title.ts';

/** A dot on the tab's icon while something is unread: on narrow tabs the title can't be read. */
export function useUnreadIcon(): void {
  const isUnread = useClientState(({ rooms }) => unreadTotal(rooms.values()) > 0);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const usual = link?.getAttribute('href');
    if (!isUnread || !link || !usual) return;
    link.setAttribute('href', unreadIcon);
    return () => {
      link.setAttribute('href', usual);
    };
  }, [isUnread]);
}
