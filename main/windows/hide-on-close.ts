import type { BrowserWindow } from 'electron';

/**
 * Closing the window only hides it, as long as `isHosting` says so.
 *
 * @param onHidden after each time it was hidden this way
 */
export function hideOnClose(window: BrowserWindow, isHosting: () => boolean, onHidden: () => void): void {
  window.on('close', (event) => {
    if (!isHosting()) return;
    event.preventDefault();
    // macOS leaves a black screen behind a full-screen window that is hidden.
    if (window.isFullScreen()) {
      window.once('leave-full-screen', () => window.hide());
      window.setFullScreen(false);
    } else window.hide();
    onHidden();
  });
}
