import { describe, expect, it } from 'vitest';
import { isAllowedHost, isAllowedOrigin } from '../../../server/transport/allowed-hosts.ts';

const NAMES = new Set(['our-porch.local', 'pc-7']);

describe('isAllowedHost', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.1:8322',
    '192.168.1.20:80',
    '[::1]',
    '[::1]:8322',
    '[fe80::1]:8322',
    '[FE80::ABCD]',
    '[::ffff:192.168.1.20]:8322',
    'localhost',
    'localhost:8322',
    'LOCALHOST:1',
    'localhost.:8322',
    'our-porch.local',
    'Our-Porch.LOCAL:8322',
    'our-porch.local.:8322',
    'pc-7:65535',
  ])('takes %s', (host) => {
    expect(isAllowedHost(host, NAMES)).toBe(true);
  });

  it.each([
    undefined,
    '',
    ' ',
    ':8322',
    'evil.example',
    'evil.example:8322',
    'our-porch.local.evil.example',
    'evil-our-porch.local',
    'x.our-porch.local',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.20.nip.io',
    'other.local',
    'our-porch.local..',
    'our-porch.local@evil.example',
    'evil.example@our-porch.local',
    'user:pass@our-porch.local',
    'our-porch.local:8322@evil.example',
    'our-porch.local:8322:8322',
    'our-porch.local:',
    'our-porch.local:port',
    'our-porch.local:123456',
    'our-porch.local/',
    'our-porch.local#',
    'our-porch.local?evil.example',
    'http://our-porch.local',
    ' our-porch.local',
    'our-porch.local ',
    'our-porch.local, evil.example',
    'our-porch.local\r\nX: y',
    'our-porch.local\0',
    '::1',
    '::1:8322',
    '[::1',
    '::1]',
    '[::1]x',
    '[]',
    '[evil.example]',
    '[our-porch.local]',
    '[::1%25eth0]',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.0.0.256',
    '１２７.0.0.1',
    '*',
    '.',
    '__proto__',
    'constructor',
  ])('refuses %j', (host) => {
    expect(isAllowedHost(host, NAMES)).toBe(false);
  });
});

describe('isAllowedOrigin', () => {
  it.each([
    [undefined, '192.168.1.20:8322'],
    ['http://192.168.1.20:8322', '192.168.1.20:8322'],
    ['https://192.168.1.20:8322', '192.168.1.20:8322'],
    ['http://our-porch.local', 'our-porch.local'],
    ['http://[::1]:8322', '[::1]:8322'],
  ])('takes %j for a request to %s', (origin, host) => {
    expect(isAllowedOrigin(origin, host)).toBe(true);
  });

  it.each([
    ['null', '192.168.1.20:8322'],
    ['', '192.168.1.20:8322'],
    ['http://evil.example', '192.168.1.20:8322'],
    ['http://192.168.1.20', '192.168.1.20:8322'],
    ['http://192.168.1.20:8323', '192.168.1.20:8322'],
    ['http://192.168.1.20:8322.evil.example', '192.168.1.20:8322'],
    ['http://192.168.1.20:8322@evil.example', '192.168.1.20:8322'],
    ['http://evil.example@192.168.1.20:8322', '192.168.1.20:8322'],
    ['http://192.168.1.20:8322/', '192.168.1.20:8322'],
    ['ftp://192.168.1.20:8322', '192.168.1.20:8322'],
    ['file://', '192.168.1.20:8322'],
    ['chrome-extension://abcdef', '192.168.1.20:8322'],
    ['192.168.1.20:8322', '192.168.1.20:8322'],
    ['http://localhost:8322', '127.0.0.1:8322'],
    ['http://', undefined],
    ['http://undefined', undefined],
  ])('refuses %j for a request to %s', (origin, host) => {
    expect(isAllowedOrigin(origin, host)).toBe(false);
  });
});
