/** Ids that name nothing: each must be answered like one that is simply not there. */
export const HOSTILE_IDS: readonly string[] = [
  '0',
  '-1',
  '1.5',
  '1e3',
  '01',
  '999999999999999',
  '99999999999999999999',
  '9'.repeat(2_000),
  'NaN',
  'null',
  'undefined',
  'me',
  '%00',
  '1%00',
  '%0a1',
  '%20',
  '..%2f..%2fserver',
  '..%5c..%5cserver',
  '%2e%2e%2f1',
  "1'%20OR%20'1'='1",
  '1;%20DROP%20TABLE%20messages',
  '%D9%A3',
  '__proto__',
  'constructor',
  '%F0%9F%A6%89',
];

/** Values of every wrong type, for a field that takes text. */
export const NOT_TEXT: readonly unknown[] = [
  null,
  1,
  -1,
  1.5,
  1e300,
  true,
  [],
  ['text'],
  {},
  { toString: 'text' },
];

/** Texts that are no id. */
export const NOT_AN_ID: readonly unknown[] = [
  ...NOT_TEXT,
  '',
  '0',
  '01',
  '-1',
  '1.5',
  '1e3',
  ' 1',
  '1\0',
  '9'.repeat(16),
  'x'.repeat(10_000),
  '../1',
  "1' OR '1'='1",
  '__proto__',
  '\ud83d',
  '１',
];

/** Values that are no sequence number. */
export const NOT_A_SEQ: readonly unknown[] = [-1, 1.5, 1e300, 2 ** 53, '1', '', true, [], [1], {}, 'NaN'];

/** `depth` objects in each other, as JSON. */
export function deepJson(depth: number): string {
  return `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}
