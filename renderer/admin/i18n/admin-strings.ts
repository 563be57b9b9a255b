import { useMemo, useSyncExternalStore } from 'react';
import { addTexts, currentLanguage, onLanguageChange, translatorIn } from '../../shared/i18n/i18n.ts';
import type { StringsOf, TranslateOf } from '../../shared/i18n/strings.ts';
import type en from './languages/en.ts';

export type AdminStrings = StringsOf<typeof en>;
/** Gives the text for a key of the admin page in the language shown. */
export type Say = TranslateOf<typeof en>;

const GROUP = 'admin';

/** Call before `startLanguage`. */
export function addAdminTexts(): void {
  addTexts(GROUP, import.meta.glob<AdminStrings>('./languages/*.ts', { import: 'default' }));
}

/** The admin page's own texts; those of shared components come from `useStrings`. */
export function useSay(): { say: Say; language: string } {
  const language = useSyncExternalStore(onLanguageChange, currentLanguage);
  return useMemo(() => ({ say: translatorIn(GROUP, language), language }), [language]);
}
