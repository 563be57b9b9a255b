import type { BrowserWindow } from 'electron';

/** Brings a window before the person's eyes from wherever it is. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
