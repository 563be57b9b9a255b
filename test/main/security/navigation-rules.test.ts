import { expect, it } from 'vitest';
import {
  decideOpen,
  isSafeExternal,
  mayNavigate,
  openBrake,
} from '../../../main/security/navigation-rules.ts';

const CHAT = 'http://127.0.0.1:8322';
const ADMIN = 'app://porchlight';

it.each([
  [`${CHAT}/room/1`, CHAT, true],
  [`${ADMIN}/`, ADMIN, true],
  ['http://127.0.0.1:8323/', CHAT, false],
  ['https://127.0.0.1:8322/', CHAT, false],
  ['http://localhost:8322/', CHAT, false],
  ['http://127.0.0.1:8322@evil.example/', CHAT, false],
  ['http://127.0.0.1.evil.example:8322/', CHAT, false],
  ['app://porchlight.evil/', ADMIN, false],
  ['app://other/', ADMIN, false],
  ['file:///etc/passwd', ADMIN, false],
  ['data:text/html,hello', CHAT, false],
  ['javascript:alert(1)', CHAT, false],
  ['about:blank', CHAT, false],
  ['not an address', CHAT, false],
  [`${CHAT}/`, null, false],
])('a window may go to %s from %s: %s', (url, origin, isAllowed) => {
  expect(mayNavigate(url, origin)).toBe(isAllowed);
});

it.each([
  ['https://example.org/page?x=1#y', true],
  ['http://192.168.1.1/', true],
  ['https://me:secret@example.org/', false],
  ['https://me@example.org/', false],
  ['file:///etc/passwd', false],
  ['smb://host/share', false],
  ['ms-msdt:/id', false],
  ['javascript:alert(1)', false],
  ['mailto:me@example.org', false],
  [`https://example.org/${'x'.repeat(2_048)}`, false],
  ['', false],
])('the browser may be given %s: %s', (url, isSafe) => {
  expect(isSafeExternal(url)).toBe(isSafe);
});

it('a page’s own origin opens here, the web in the browser, all else nowhere', () => {
  expect(decideOpen(`${CHAT}/api/v1/files/1`, CHAT)).toBe('own-window');
  expect(decideOpen('https://example.org/', CHAT)).toBe('browser');
  expect(decideOpen(`${CHAT}/`, null)).toBe('browser');
  expect(decideOpen('file:///etc/passwd', CHAT)).toBe('nothing');
});

it('lets through five in ten seconds', () => {
  let now = 0;
  const mayOpen = openBrake(() => now);
  expect(Array.from({ length: 7 }, () => mayOpen())).toEqual([true, true, true, true, true, false, false]);
  now = 10_000;
  expect(mayOpen()).toBe(true);
});
