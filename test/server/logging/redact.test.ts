import { describe, expect, it } from 'vitest';
import { redactFields } from '../../../server/logging/redact.ts';

describe('redactFields', () => {
  it('hides secrets by the words in their names, at any depth', () => {
    const redacted = redactFields({
      password: 'hunter2',
      newPassword: 'hunter3',
      PIN: 123_456,
      setup_token: 'a',
      headers: { 'Set-Cookie': ['b'], authorization: 'Basic c', accept: '*/*' },
      list: [{ apiKey: 'd' }],
      map: new Map([['clientSecret', 'e']]),
      tokens: { first: 'f' },
    });

    expect(redacted).toEqual({
      password: '[hidden]',
      newPassword: '[hidden]',
      PIN: '[hidden]',
      setup_token: '[hidden]',
      headers: { 'Set-Cookie': '[hidden]', authorization: '[hidden]', accept: '*/*' },
      list: [{ apiKey: '[hidden]' }],
      map: { clientSecret: '[hidden]' },
      tokens: '[hidden]',
    });
  });

  it('leaves alone what gives nothing away', () => {
    const fields = { pinRequired: true, token: null, keyboard: 'qwerty', spinning: 3, monkey: 'x' };
    expect(redactFields(fields)).toEqual(fields);
  });

  it('hides secrets inside text', () => {
    expect(
      redactFields({
        url: 'http://h/setup?token=abc&x=1#setupToken=def',
        line: 'Authorization: Bearer ghi.jkl',
      }),
    ).toEqual({
      url: 'http://h/setup?token=[hidden]&x=1#setupToken=[hidden]',
      line: 'Authorization: Bearer [hidden]',
    });
  });

  it('strips control characters and cuts long text', () => {
    const { text, long } = redactFields({ text: 'a\u001b[31mb\u0000\u2028c\u009d', long: 'x'.repeat(5_000) });
    expect(text).toBe('a[31mbc');
    expect(long).toBe(`${'x'.repeat(2_000)}…`);
  });

  it('writes errors with code, stack and causes', () => {
    const cause = Object.assign(new Error('disk full'), { code: 'ENOSPC' });
    const { error } = redactFields({ error: new Error('not stored', { cause }) });

    expect(error).toMatchObject({
      message: 'not stored',
      stack: expect.stringContaining('redact.test.ts'),
      cause: { message: 'disk full', code: 'ENOSPC' },
    });
  });

  it('makes plain JSON of anything', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const redacted = redactFields({
      cycle,
      big: 12n,
      when: new Date(0),
      never: new Date(Number.NaN),
      bytes: Buffer.from('abc'),
      set: new Set([1]),
      nan: Number.NaN,
      call: () => 1,
      many: Array.from({ length: 1_000 }, () => 0),
      nothing: undefined,
    });

    expect(JSON.parse(JSON.stringify(redacted))).toMatchObject({
      big: '12',
      when: '1970-01-01T00:00:00.000Z',
      never: 'invalid date',
      bytes: '[3 bytes]',
      set: [1],
      nan: 'NaN',
      call: '[function]',
    });
    expect(redacted['many']).toHaveLength(100);
    expect(JSON.stringify(redacted['cycle'])).toContain('[deeper]');
  });

  it('never throws', () => {
    const nasty = {
      get trap(): string {
        throw new Error('no');
      },
    };
    expect(redactFields({ nasty })).toEqual({ unreadable: true });
  });
});
