import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { expect, it } from 'vitest';
import { isAdminPage } from '../../../main/bridge/check-sender.ts';

const admin = { id: 1 } as unknown as WebContents;
const event = (sender: object, frame: { url: string; parent: object | null } | null) =>
  ({ sender, senderFrame: frame }) as unknown as IpcMainInvokeEvent;

it('believes the admin window’s own page', () => {
  expect(isAdminPage(event(admin, { url: 'app://porchlight/', parent: null }), admin)).toBe(true);
});

it.each([
  ['another window', event({ id: 2 }, { url: 'app://porchlight/', parent: null })],
  ['a frame in the page', event(admin, { url: 'app://porchlight/', parent: {} })],
  ['a page from elsewhere', event(admin, { url: 'http://127.0.0.1:8322/', parent: null })],
  ['a host that sounds like ours', event(admin, { url: 'app://porchlight.example/', parent: null })],
  ['another scheme', event(admin, { url: 'file:///porchlight', parent: null })],
  ['a frame that has gone', event(admin, null)],
])('does not believe %s', (_what, strange) => {
  expect(isAdminPage(strange, admin)).toBe(false);
});

it('believes nobody while there is no admin window', () => {
  expect(isAdminPage(event(admin, { url: 'app://porchlight/', parent: null }), null)).toBe(false);
});
