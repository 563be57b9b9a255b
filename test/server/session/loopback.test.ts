import { expect, it } from 'vitest';
import { isLoopback } from '../../../server/session/loopback.ts';

it.each([
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['128.0.0.1', false],
  ['10.127.0.1', false],
  ['192.168.1.127', false],
  ['::ffff:10.0.0.1', false],
  ['fe80::1', false],
  ['', false],
])('knows whether %j is this machine', (address, is) => {
  expect(isLoopback(address)).toBe(is);
});
