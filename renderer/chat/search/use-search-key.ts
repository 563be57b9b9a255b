import { useEffect } from 'react';
import { useSide } from '../side/side-request.ts';

/** Ctrl+K, on a Mac ⌘K, looks for messages from anywhere in the page. */
export function useSearchKey(): void {
  const { show } = useSide();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey) return;
      if (event.ctrlKey === event.metaKey || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      show({ kind: 'search' });
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [show]);
}
