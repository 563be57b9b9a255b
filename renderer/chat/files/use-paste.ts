import { useEffect } from 'react';
import { useStrings } from '../../shared/i18n/use-strings.ts';
import { pastedFiles } from './dropped-files.ts';

/** Takes files that are pasted anywhere in the room, but for places where something else is being written. */
export function usePaste(onFiles: (files: readonly File[]) => void): void {
  const { t, language } = useStrings();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !event.clipboardData || isElsewhere(event.target)) return;
      const time = new Date()
        .toLocaleString(language, { dateStyle: 'short', timeStyle: 'medium' })
        .replace(/[/:\\]/g, '-');
      const files = pastedFiles(
        event.clipboardData,
        (extension) => `${t('attach.pasted', { time })}.${extension}`,
      );
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    };
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('paste', onPaste);
    };
  }, [language, onFiles, t]);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true;
  if (!(target instanceof HTMLElement) || target.closest('[data-testid=composer]')) return false;
  return target.closest('input, textarea, [contenteditable]') !== null;
}
