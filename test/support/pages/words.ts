import en from '../../../renderer/shared/i18n/languages/en.ts';
import zhCN from '../../../renderer/shared/i18n/languages/zh-CN.ts';

const LANGUAGES = { en, 'zh-CN': zhCN } as const;

export type Language = keyof typeof LANGUAGES;
type Key = keyof typeof en;
/** Plurals are asked for without their category. */
type WordKey = Key | (Key extends infer K ? (K extends `${infer Stem}_other` ? Stem : never) : never);

/** What a page says, as its own language file has it. */
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** The words of one language, filled in as the page fills them in. Throws for a key that is not there. */
export function wordsOf(language: Language): Words {
  const texts: Readonly<Record<string, string>> = LANGUAGES[language];
  const plurals = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const text = texts[key] ?? texts[`${key}_${plurals.select(Number(values['count']))}`];
    if (text === undefined) throw new Error(`No words for ${key} in ${language}.`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };
}

/** Everything a language has to say. */
export function allWordsOf(language: Language): readonly string[] {
  return Object.values(LANGUAGES[language]);
}
