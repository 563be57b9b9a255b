import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { APP_ORIGIN, originOf } from '../security/origins.ts';

/**
 * Whether a call comes from the admin window's own page: its top frame, on our own origin. A frame inside the page, a
 * page of another window, and a frame that has gone on meanwhile are all strangers.
 */
export function isAdminPage(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  admin: WebContents | null,
): boolean {
  const { sender, senderFrame } = event;
  if (admin === null || sender !== admin || senderFrame === null) return false;
  return senderFrame.parent === null && originOf(senderFrame.url) === APP_ORIGIN;
}
