import adminEn from '../../../renderer/admin/i18n/languages/en.ts';
import adminZhCN from '../../../renderer/admin/i18n/languages/zh-CN.ts';
import en from '../../../renderer/shared/i18n/languages/en.ts';
import zhCN from '../../../renderer/shared/i18n/languages/zh-CN.ts';

const LANGUAGES = { en, 'zh-CN': zhCN } as const;

export type Language = keyof typeof LANGUAGES;
const ADMIN_LANGUAGES = { en: adminEn, 'zh-CN': adminZhCN } as const;

type Values = Readonly<Record<string, string | number>>;
/** Plurals are asked for without their category. */
type KeyIn<Texts> = keyof Texts extends infer K
  ? K | (K extends `${infer Stem}_other` ? Stem : never)
  : never;

/** What a page says, as its own language file has it. */
export type Words = (key: KeyIn<typeof en>, values?: Values) => string;
/** The same for the texts of the admin page alone. */
export type AdminWords = (key: KeyIn<typeof adminEn>, values?: Values) => string;

/** The words of one language, filled in as the page fills them in. Throws for a key that is not there. */
export function wordsOf(language: Language): Words {
  return fillFrom(LANGUAGES[language], language);
}

export function adminWordsOf(language: Language): AdminWords {
  return fillFrom(ADMIN_LANGUAGES[language], language);
}

/** Everything a language has to say. */
export function allWordsOf(language: Language): readonly string[] {
  return Object.values(LANGUAGES[language]);
}

function fillFrom(texts: Readonly<Record<string, string>>, language: Language) {
  const plurals = new Intl.PluralRules(language);
  return (key: string, values: Values = {}): string => {
    const text = texts[key] ?? texts[`${key}_${plurals.select(Number(values['count']))}`];
    if (text === undefined) throw new Error(`No words for ${key} in ${language}.`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };
}
