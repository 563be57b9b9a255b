import type { DesktopSettings } from '../bridge/contract.ts';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

export type Texts = typeof en;
export type Language = 'en' | 'zh-CN';

/** Codes that have a sentence in every language of the shell. */
export type ProblemCode = keyof Texts['problem'];

const TEXTS: Readonly<Record<Language, Texts>> = { en, 'zh-CN': zhCN };

/** Every sentence of the shell in that language. */
export function textsIn(language: Language): Texts {
  return TEXTS[language];
}

/**
 * The language to speak: the chosen one, else the first of the system's that is known here, else English.
 *
 * @param systemTags BCP 47 tags in the person's order, as `app.getPreferredSystemLanguages()` gives them
 */
export function languageFor(chosen: DesktopSettings['language'], systemTags: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  for (const tag of systemTags) {
    const base = tag.toLowerCase().split(/[-_]/)[0];
    if (base === 'zh') return 'zh-CN';
    if (base === 'en') return 'en';
  }
  return 'en';
}

/** The sentence for a code, in that language; `fallback` where the code has none here. */
export function problemSentence(texts: Texts, code: string, fallback: string): string {
  return isProblemCode(code, texts) ? texts.problem[code] : fallback;
}

function isProblemCode(code: string, texts: Texts): code is ProblemCode {
  return Object.hasOwn(texts.problem, code);
}
