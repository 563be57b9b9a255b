import { describe, expect, it } from 'vitest';
import adminEn from '../../../renderer/admin/i18n/languages/en.ts';
import adminZhCN from '../../../renderer/admin/i18n/languages/zh-CN.ts';
import en from '../../../renderer/shared/i18n/languages/en.ts';
import zhCN from '../../../renderer/shared/i18n/languages/zh-CN.ts';

type Texts = Readonly<Record<string, string>>;

const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const namesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each<[string, Texts, Texts]>([
  ['shared', en, zhCN],
  ['admin', adminEn, adminZhCN],
])('the %s texts', (_group, english, chinese) => {
  it('ask for the same values in both languages', () => {
    for (const [key, text] of Object.entries(chinese))
      expect(namesIn(text), key).toEqual(namesIn(english[key] ?? ''));
  });

  it('have nothing in one language that the other lacks, plurals aside', () => {
    const plain = (texts: Texts) =>
      Object.keys(texts)
        .filter((key) => !PLURAL.test(key))
        .sort();
    expect(plain(chinese)).toEqual(plain(english));
  });

  it('are never empty, and straight quotes stand in no text for people', () => {
    for (const [key, text] of [...Object.entries(english), ...Object.entries(chinese)]) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/['"]/);
    }
  });
});
