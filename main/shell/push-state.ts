import type { WebContents } from 'electron';
import { STATE_CHANNEL, type DesktopState } from '../bridge/contract.ts';

/** Sends the admin page each state that differs from the last one it was sent. */
export function pushState(contents: () => WebContents | null, read: () => DesktopState): () => void {
  let sent = '';
  return () => {
    const target = contents();
    if (target === null || target.isDestroyed()) return;
    const state = read();
    const text = JSON.stringify(state);
    if (text === sent) return;
    sent = text;
    target.send(STATE_CHANNEL, state);
  };
}
