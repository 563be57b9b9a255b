import { describe, expect, it } from 'vitest';
import { parseFlags, type RunOptions } from '../../../server/cli/flags.ts';
import { helpText } from '../../../server/cli/help.ts';

const DEFAULTS: RunOptions = {
  port: null,
  dataFolder: null,
  name: null,
  bind: null,
  hasMdns: true,
  hasRateLimits: true,
  isJson: false,
};

describe('flags that can be followed', () => {
  it.each<[string[], Partial<RunOptions>]>([
    [[], {}],
    [['--port', '9000'], { port: 9000 }],
    [['--port=0'], { port: 0 }],
    [['--port', '1', '--port', '65535'], { port: 65_535 }],
    [['--data', './here'], { dataFolder: './here' }],
    [['--name', '  Lab \n Chat '], { name: 'Lab Chat' }],
    [['--name', '会议室'], { name: '会议室' }],
    [['--name=--odd--'], { name: '--odd--' }],
    [['--bind', '0.0.0.0'], { bind: '0.0.0.0' }],
    [['--bind', '[::1]'], { bind: '::1' }],
    [['--no-mdns', '--json', '--no-rate-limits'], { hasMdns: false, isJson: true, hasRateLimits: false }],
  ])('%j', (args, expected) => {
    expect(parseFlags(args)).toEqual({ kind: 'run', options: { ...DEFAULTS, ...expected } });
  });

  it.each([
    [['--help'], 'help'],
    [['-h'], 'help'],
    [['--version'], 'version'],
    [['-v', '--port', '1'], 'version'],
  ])('%j', (args, kind) => {
    expect(parseFlags(args)).toEqual({ kind });
  });
});

describe('flags that can’t', () => {
  it.each([
    [['--prot', '1'], 'Unknown flag “--prot” (see --help).'],
    [['-x'], 'Unknown flag “-x” (see --help).'],
    [['--no-port'], 'Unknown flag “--no-port” (see --help).'],
    [['--toString'], 'Unknown flag “--toString” (see --help).'],
    [['8322'], 'Unexpected argument “8322”: everything is set by flags (see --help).'],
    [['--', '--json'], 'Unexpected argument “--json”: everything is set by flags (see --help).'],
    [['--json', 'x'], 'Unexpected argument “x”: everything is set by flags (see --help).'],
    [['--port'], '--port needs a value.'],
    [['--port='], '--port needs a value.'],
    [['--port', '--json'], '--port needs a value.'],
    [['--data', ''], '--data needs a value.'],
    [['--json=yes'], '--json takes no value.'],
    [['--port', '65536'], '--port must be a number from 0 to 65535, not “65536”.'],
    [['--port', '-1'], '--port must be a number from 0 to 65535, not “-1”.'],
    [['--port', '80a'], '--port must be a number from 0 to 65535, not “80a”.'],
    [['--port', '1e3'], '--port must be a number from 0 to 65535, not “1e3”.'],
    [['--port', '8.5'], '--port must be a number from 0 to 65535, not “8.5”.'],
    [['--https-port', '8443'], 'This version serves plain http only: --https-port can’t be used.'],
    [
      ['--bind', 'localhost'],
      '--bind must be an IP address such as 0.0.0.0 or 192.168.1.20, not “localhost”.',
    ],
    [['--name', ' \t '], '--name must be 1 to 48 characters.'],
    [['--name', 'x'.repeat(49)], '--name must be 1 to 48 characters.'],
  ])('%j', (args, sentence) => {
    expect(parseFlags(args)).toEqual({ kind: 'error', sentence });
  });

  it('stays on one line whatever was typed', () => {
    for (const nasty of ['a\nb', 'a\u001b[2Jb', 'a\u2028b', 'x'.repeat(5_000)]) {
      const parsed = parseFlags([`--${nasty}`]);
      if (parsed.kind !== 'error') throw new Error('expected an error');
      expect(parsed.sentence).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(parsed.sentence.length).toBeLessThan(120);
    }
  });
});

it('explains every flag in the help', () => {
  for (const flag of ['port N', 'data DIR', 'name TEXT', 'bind ADDR', 'no-mdns', 'no-rate-limits', 'json']) {
    expect(helpText()).toContain(`--${flag} `);
  }
});
