import { describe, expect, it } from 'vitest';
import { en } from '../../../main/texts/en.ts';
import { languageFor, problemSentence, textsIn } from '../../../main/texts/texts.ts';
import { zhCN } from '../../../main/texts/zh-cn.ts';

interface Tree {
  [key: string]: Tree | string | ((...values: never[]) => string);
}

/** Every sentence with its path; functions are asked with plain values. */
function sentences(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = `${path}${key}`;
    if (typeof value === 'string') found.set(here, value);
    else if (typeof value === 'function')
      found.set(here, (value as (...values: unknown[]) => string)(3, 4, 5));
    else for (const [inner, text] of sentences(value, `${here}.`)) found.set(inner, text);
  }
  return found;
}

describe('the texts', () => {
  it('say everything in both languages', () => {
    const english = sentences(en);
    const chinese = sentences(zhCN);
    expect([...chinese.keys()]).toEqual([...english.keys()]);
    for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe('');
  });

  it('are Chinese in Chinese, and not the English again', () => {
    const english = sentences(en);
    for (const [key, text] of sentences(zhCN)) {
      // Nothing but names.
      if (key === 'about.versions') continue;
      expect(text, key).not.toBe(english.get(key));
      expect(text, key).toMatch(/\p{Script=Han}/u);
    }
  });

  it('count people in words that fit', () => {
    expect([0, 1, 2].map(en.state.on)).toEqual([
      'On, nobody is here yet',
      'On, 1 person here',
      'On, 2 people here',
    ]);
    expect(en.quit.question(1)).toBe('1 person is here.');
    expect(en.quit.question(7)).toBe('7 people are here.');
  });
});

describe('languageFor', () => {
  it.each([
    ['system', ['de-DE', 'zh-Hans-CN', 'en-GB'], 'zh-CN'],
    ['system', ['en-GB', 'zh-CN'], 'en'],
    ['system', ['zh_TW'], 'zh-CN'],
    ['system', ['fr'], 'en'],
    ['system', [], 'en'],
    ['en', ['zh-CN'], 'en'],
    ['zh-CN', ['en-US'], 'zh-CN'],
  ] as const)('%s on a system of %j is %s', (chosen, system, language) => {
    expect(languageFor(chosen, system)).toBe(language);
  });
});

describe('problemSentence', () => {
  it('speaks the language where it knows the code, and passes on the message where not', () => {
    expect(problemSentence(textsIn('zh-CN'), 'server_stuck', 'x')).toBe('主机没有反应了。');
    expect(problemSentence(textsIn('en'), 'some_new_code', 'What it said.')).toBe('What it said.');
    expect(problemSentence(textsIn('en'), 'toString', 'What it said.')).toBe('What it said.');
  });
});
