import type en from './languages/en.ts';

type Texts = Readonly<Record<string, string>>;
type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type PluralBase<English> = {
  [K in keyof English]: K extends `${infer Base}_other` ? Base : never;
}[keyof English];
type PlainKey<English> = Exclude<keyof English & string, `${PluralBase<English>}_${PluralCategory}`>;

/** What can be asked for: plain keys as they are, plurals without their category. */
export type KeyOf<English extends Texts> = PlainKey<English> | PluralBase<English>;

/**
 * What a language file holds, after its English form. A missing key is a type error; of a plural only `_other` is
 * needed by all languages, since not all have more (CLDR plural rules).
 */
export type StringsOf<English extends Texts> = Record<PlainKey<English>, string> &
  Record<`${PluralBase<English>}_other`, string> &
  Partial<Record<`${PluralBase<English>}_${PluralCategory}`, string>>;

type Names<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;
type TextOf<English extends Texts, K extends KeyOf<English>> = K extends keyof English
  ? English[K]
  : `${K}_other` extends keyof English
    ? English[`${K}_other`]
    : never;
type NamesIn<English extends Texts, K extends KeyOf<English>> =
  Names<TextOf<English, K>> | (K extends PluralBase<English> ? 'count' : never);

/** The values a text asks for: none, or exactly those named in its English form. */
export type ValuesFor<English extends Texts, K extends KeyOf<English>> = [NamesIn<English, K>] extends [never]
  ? []
  : [values: { [Name in NamesIn<English, K>]: Name extends 'count' ? number : string | number }];

/** Gives the text for a key in the language shown. */
export type TranslateOf<English extends Texts> = <K extends KeyOf<English>>(
  key: K,
  ...values: ValuesFor<English, K>
) => string;

/** The texts that all pages share. */
export type StringKey = KeyOf<typeof en>;
export type Strings = StringsOf<typeof en>;
export type Translate = TranslateOf<typeof en>;
