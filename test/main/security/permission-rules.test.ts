import { expect, it } from 'vitest';
import { mayHave } from '../../../main/security/permission-rules.ts';

const CHAT = 'http://127.0.0.1:8322';
/** Electron's own list, as far as pages can ask. */
const PERMISSIONS = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'unknown',
  'usb',
  'window-management',
];

const granted = (kind: 'admin' | 'chat' | 'nearby', origin: string) =>
  PERMISSIONS.filter((permission) => mayHave(kind, permission, `${origin}/`, origin));

it('every kind of page gets what is named here, and nothing else', () => {
  expect(granted('chat', CHAT)).toEqual(['clipboard-sanitized-write', 'fullscreen', 'notifications']);
  expect(granted('nearby', 'http://10.0.0.7:8322')).toEqual(['clipboard-sanitized-write', 'fullscreen']);
  expect(granted('admin', 'app://porchlight')).toEqual(['clipboard-sanitized-write', 'fullscreen']);
});

it.each(['http://127.0.0.1:9999/', 'https://example.org/', 'null', '', 'file:///'])(
  'a page from elsewhere gets nothing: %j',
  (requester) => {
    expect(PERMISSIONS.filter((permission) => mayHave('chat', permission, requester, CHAT))).toEqual([]);
  },
);

it('nobody gets anything before the host listens', () => {
  expect(mayHave('chat', 'fullscreen', `${CHAT}/`, null)).toBe(false);
});
