import i18next from 'i18next';
import { recall, remember } from '../memory.ts';
import type { Strings, Translate } from './strings.ts';

// Adding a language is adding one file to this folder; only the one in use is fetched.
const FILES = import.meta.glob<Strings>('./languages/*.ts', { import: 'default' });
const FALLBACK = 'en';
const KEY = 'language';

const tagOf = (path: string) => path.slice('./languages/'.length, -'.ts'.length);

/** BCP 47 tags of all languages there are. */
export const LANGUAGES: readonly string[] = Object.keys(FILES).map(tagOf);

/** The remembered choice; null where the browser decides. */
export function chosenLanguage(): string | null {
  return LANGUAGES.find((tag) => tag === recall(KEY)) ?? null;
}

/** Remembers a choice (null: as the browser) and shows it at once. */
export async function chooseLanguage(tag: string | null): Promise<void> {
  remember(KEY, tag ?? '');
  await show(tag ?? languageFor(navigator.languages));
}

/** Call once, before anything is drawn. */
export async function startLanguage(): Promise<void> {
  await i18next.init({
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  await show(chosenLanguage() ?? languageFor(navigator.languages));
}

/** The first of the wanted languages that is there, by whole tag, then by language alone. */
export function languageFor(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const exact = LANGUAGES.find((known) => known.toLowerCase() === tag.toLowerCase());
    const near = LANGUAGES.find((known) => base(known) === base(tag));
    if (exact ?? near) return exact ?? near ?? FALLBACK;
  }
  return FALLBACK;
}

/** How a language calls itself. */
export function nameOfLanguage(tag: string): string {
  // Readers tell these apart by script ("简体中文"), all others by region.
  const isTaggedByScript = ['zh', 'sr', 'uz'].includes(base(tag));
  const { language, script } = new Intl.Locale(tag).maximize();
  const shown = isTaggedByScript && script ? `${language}-${script}` : tag;
  return new Intl.DisplayNames([tag], { type: 'language' }).of(shown) ?? tag;
}

/** The language shown now. */
export const currentLanguage = (): string => i18next.language;

/** For useSyncExternalStore. */
export function onLanguageChange(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}

/** A fresh function for each language, so that components which hold it draw again. */
export function translatorFor(language: string): Translate {
  const t = i18next.getFixedT(language);
  return (key, ...values) => {
    // Keys and values have been checked by `Translate`; i18next's own types would check them again, and slowly.
    const options: Record<string, unknown> = { ...values[0] };
    return t(key as string, options);
  };
}

/** False for keys that come from outside, such as the error codes of a newer host. */
export const hasText = (key: string): boolean => i18next.exists(key);

function base(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag;
}

async function show(tag: string): Promise<void> {
  const load = FILES[`./languages/${tag}.ts`];
  if (load && !i18next.hasResourceBundle(tag, 'translation')) {
    i18next.addResourceBundle(tag, 'translation', await load());
  }
  await i18next.changeLanguage(tag);
  document.documentElement.lang = tag;
}
