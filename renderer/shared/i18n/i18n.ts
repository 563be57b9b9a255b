import i18next from 'i18next';
import { recall, remember } from '../memory.ts';
import type { Strings, Translate } from './strings.ts';

// Adding a language is adding one file to this folder; only the one in use is fetched.
const FILES = import.meta.glob<Strings>('./languages/*.ts', { import: 'default' });
const FALLBACK = 'en';
const KEY = 'language';
/** i18next's name for the texts that all pages share. */
const SHARED = 'translation';

/** The language files of one page, by their paths: what `import.meta.glob('./languages/*.ts')` gives. */
export type LanguageFiles = Readonly<Record<string, () => Promise<Readonly<Record<string, string>>>>>;

const groups = new Map<string, LanguageFiles>([[SHARED, FILES]]);

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

/** A page's own texts, in the same languages as the shared ones. Call before `startLanguage`. */
export function addTexts(group: string, files: LanguageFiles): void {
  groups.set(group, files);
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
export const translatorFor = (language: string): Translate => translatorIn(SHARED, language);

/** The same for a page's own texts; its caller knows what their English file asks for. */
export function translatorIn(group: string, language: string): (key: string, values?: object) => string {
  const t = i18next.getFixedT(language, group);
  // Keys and values are checked by the caller's type; i18next's own types would check them again, and slowly.
  return (key, values) => t(key, { ...values });
}

/** False for keys that come from outside, such as the error codes of a newer host. */
export const hasText = (key: string): boolean => i18next.exists(key);

function base(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag;
}

async function show(tag: string): Promise<void> {
  await Promise.all(
    [...groups].map(async ([group, files]) => {
      const load = files[`./languages/${tag}.ts`];
      if (load && !i18next.hasResourceBundle(tag, group)) i18next.addResourceBundle(tag, group, await load());
    }),
  );
  await i18next.changeLanguage(tag);
  document.documentElement.lang = tag;
}
