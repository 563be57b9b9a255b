import type en from './languages/en.ts';

type English = typeof en;
type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type PluralBase = { [K in keyof English]: K extends `${infer Base}_other` ? Base : never }[keyof English];
type PlainKey = Exclude<keyof English, `${PluralBase}_${PluralCategory}`>;

/** What can be asked for: plain keys as they are, plurals without their category. */
export type StringKey = PlainKey | PluralBase;

/**
 * What a language file holds. A missing key is a type error; of a plural only `_other` is needed by all
 * languages, since not all have more (CLDR plural rules).
 */
export type Strings = Record<PlainKey, string> &
  Record<`${PluralBase}_other`, string> &
  Partial<Record<`${PluralBase}_${PluralCategory}`, string>>;

type Names<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;
type TextOf<K extends StringKey> = K extends keyof English
  ? English[K]
  : `${K}_other` extends keyof English
    ? English[`${K}_other`]
    : never;
type NamesIn<K extends StringKey> = Names<TextOf<K>> | (K extends PluralBase ? 'count' : never);

/** The values a text asks for: none, or exactly those named in its English form. */
export type ValuesFor<K extends StringKey> = [NamesIn<K>] extends [never]
  ? []
  : [values: { [Name in NamesIn<K>]: Name extends 'count' ? number : string | number }];

/** Gives the text for a key in the language shown. */
export type Translate = <K extends StringKey>(key: K, ...values: ValuesFor<K>) => string;
