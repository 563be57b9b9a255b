import { expect, it } from 'vitest';
import { completionQuery } from '../../../../renderer/chat/composer/completion/completion-query.ts';
import { rank } from '../../../../renderer/chat/composer/completion/rank.ts';

it.each([
  ['@', 'person', ''],
  ['hi @ad', 'person', 'ad'],
  ['hi @ada lo', 'person', 'ada lo'],
  ['你好@小', 'person', '小'],
  ['see #kit', 'room', 'kit'],
  ['yes :smi', 'emoji', 'smi'],
  ['yes :笑脸', 'emoji', '笑脸'],
])('completes %j', (text, kind, wanted) => {
  expect(completionQuery(text, text.length)).toEqual({ kind, wanted, start: text.search(/[@#:]/) });
});

it.each(['ada@example', 'at 10:30', 'http://a', '# title', 'a @ b', ':D', 'note: yes', '@ada\nx', ''])(
  'leaves %j alone',
  (text) => {
    expect(completionQuery(text, text.length)).toBeNull();
  },
);

it('looks at what stands before the caret only', () => {
  expect(completionQuery('@ada and @bo', 4)).toEqual({ kind: 'person', wanted: 'ada', start: 0 });
});

it('puts names that begin with what is wanted first, then those of which a word does', () => {
  const names = ['Roman', 'Omar', 'Ann Oman', 'Zoe', 'oma'];
  expect(rank(names, 'oma', (name) => [name])).toEqual(['Omar', 'oma', 'Ann Oman', 'Roman']);
});

it('gives a few, not hundreds', () => {
  expect(
    rank(
      Array.from({ length: 500 }, (_, index) => `name ${index}`),
      '',
      (name) => [name],
    ),
  ).toHaveLength(8);
});
