import { expect, it } from 'vitest';
import { parseSearch } from '../../../server/services/search-filters.ts';

const NONE = { text: '', from: [], in: [], has: [], before: null, after: null, unknown: [] };

it.each([
  ['lamp oil', { text: 'lamp oil' }],
  ['from:ada lamp', { text: 'lamp', from: ['ada'] }],
  ['From:@Ada IN:#Kitchen lamp', { text: 'lamp', from: ['Ada'], in: ['Kitchen'] }],
  ['lamp from:"Ada the Great"', { text: 'lamp', from: ['Ada the Great'] }],
  ['来自：小明 包含:图片 灯', { text: '灯', from: ['小明'], has: ['picture'] }],
  ['has:file has:links', { has: ['file', 'link'] }],
  ['before:2026-11-02 after:2026-10-01 x', { text: 'x', before: '2026-11-02', after: '2026-10-01' }],
  ['before:yesterday has:money', { unknown: ['before:yesterday', 'has:money'] }],
  ['after:2026-02-30', { unknown: ['after:2026-02-30'] }],
  ['"from:ada" said', { text: '"from:ada" said' }],
  ['http://a.b from', { text: 'http://a.b from' }],
  ['inform:x', { text: 'inform:x' }],
])('%s', (q, expected) => {
  // Where a filter stood, a space is left.
  const parsed = parseSearch(q);
  expect({ ...parsed, text: parsed.text.trim() }).toEqual({ ...NONE, ...expected });
});

it('lets a word that is still being typed be seen as such', () => {
  expect(parseSearch('from:ada lam').text).toBe('lam');
  expect(parseSearch('lam from:ada').text).toMatch(/\s$/u);
});
