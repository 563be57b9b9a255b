import { describe, expect, it } from 'vitest';
import { idSchema, seqSchema } from '../../../server/protocol/ids.ts';

describe('idSchema', () => {
  it.each(['1', '42', '999999999999999'])('takes %s', (id) => {
    expect(idSchema.parse(id)).toBe(id);
  });

  it.each([
    '',
    '0',
    '01',
    '-1',
    '+1',
    '1.0',
    '1e3',
    ' 1',
    '1 ',
    '1\n',
    '1\0',
    '٣',
    '１',
    '0x10',
    '9999999999999999',
    '9'.repeat(10_000),
    '1; DROP TABLE messages',
    "1' OR '1'='1",
    '../1',
    '%2e%2e',
    '__proto__',
    'constructor',
    1,
    1n,
    true,
    null,
    undefined,
    ['1'],
    { id: '1' },
  ])('refuses %o', (value) => {
    expect(idSchema.safeParse(value).success).toBe(false);
  });
});

describe('seqSchema', () => {
  it.each([0, 1, Number.MAX_SAFE_INTEGER])('takes %d', (seq) => {
    expect(seqSchema.parse(seq)).toBe(seq);
  });

  it.each([
    -1,
    1.5,
    Number.MAX_SAFE_INTEGER + 1,
    1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1',
    '',
    null,
    true,
    [1],
    {},
  ])('refuses %o', (value) => {
    expect(seqSchema.safeParse(value).success).toBe(false);
  });
});
