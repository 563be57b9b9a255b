import { useMemo, useSyncExternalStore } from 'react';
import { currentLanguage, onLanguageChange, translatorFor } from './i18n.ts';
import type { Translate } from './strings.ts';

/** The translator for the language shown, and its tag; draws again when the language changes. */
export function useStrings(): { t: Translate; language: string } {
  const language = useSyncExternalStore(onLanguageChange, currentLanguage);
  return useMemo(() => ({ t: translatorFor(language), language }), [language]);
}
