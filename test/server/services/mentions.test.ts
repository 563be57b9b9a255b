import { describe, expect, it } from 'vitest';
import { isMentioned } from '../../../server/services/mentions.ts';

describe('isMentioned', () => {
  it.each([
    ['@Olive', 'Olive', true],
    ['hello @olive, look', 'Olive', true],
    ['(@OLIVE)', 'Olive', true],
    ['@Olive’s turn', 'Olive', true],
    ['＠Olive', 'Olive', true],
    ['Olive', 'Olive', false],
    ['@Oliver', 'Olive', false],
    ['@Olive2', 'Olive', false],
    ['@Olive_x', 'Olive', false],
    ['mail@olive.example', 'Olive', false],
    ['ü@Olive', 'Olive', false],
    ['@Oliver and @Olive', 'Olive', true],
    ['@Mary Ann is here', 'Mary Ann', true],
    ['@Mary is here', 'Mary Ann', false],
    ['@小明你好', '小明', true],
    ['你好@小明', '小明', false],
    ['你好 @小明', '小明', true],
    ['@J. R. and', 'J. R.', true],
    ['@a.b', 'a+b', false],
    ['@(.*)', '(.*)', true],
    ['@Éva', 'éva', true],
    ['@', 'Olive', false],
    ['', 'Olive', false],
  ])('in "%s" of %s: %s', (text, name, isMeant) => {
    expect(isMentioned(text, name)).toBe(isMeant);
  });

  it('leaves a longer name to whom it belongs', () => {
    expect(isMentioned('@Mary Ann, please', 'Mary', ['Mary', 'Mary Ann'])).toBe(false);
    expect(isMentioned('@Mary Ann and @Mary', 'Mary', ['Mary', 'Mary Ann'])).toBe(true);
    expect(isMentioned('@小明明来了', '小明', ['小明明'])).toBe(false);
    expect(isMentioned('@Mary, Ann', 'Mary', ['Mary Ann'])).toBe(true);
  });
});
