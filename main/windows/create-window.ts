import { BrowserWindow, screen, type Session } from 'electron';
import type { ContentsRules, Guard } from '../security/harden-contents.ts';
import { SHELL_LIMITS } from '../shell/limits.ts';
import type { ShellLog } from '../shell/log.ts';
import type { PlaceMemory } from './place-memory.ts';
import { revivePage } from './revive-page.ts';
import { fitPlace } from './window-places.ts';

export interface WindowOptions {
  /** Its place is remembered by this name; null for a window that has none. */
  name: string | null;
  title: string;
  width: number;
  height: number;
  session: Session;
  rules: ContentsRules;
  /** Only the admin window has one. */
  preload?: string;
}

export interface WindowTools {
  guard: Guard;
  places: PlaceMemory;
  log: ShellLog;
  /** The picture in the title bar and the taskbar where the system takes none from the program. */
  icon: string;
}

/** The one place where windows are made: sandboxed, isolated, without Node.js, under the rules of their page. */
export function createWindow(
  options: WindowOptions,
  { guard, places, icon, log }: WindowTools,
): BrowserWindow {
  const { name, title, width, height, session, preload } = options;
  const remembered = name === null ? null : places.get(name);
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const place = remembered === null ? null : fitPlace(remembered, areas);
  const window = new BrowserWindow({
    title,
    width,
    height,
    ...place,
    minWidth: SHELL_LIMITS.windowMinWidthPx,
    minHeight: SHELL_LIMITS.windowMinHeightPx,
    icon,
    show: false,
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      ...(preload === undefined ? {} : { preload }),
    },
  });
  guard.setRules(window.webContents, options.rules);
  revivePage(window.webContents, log);
  if (remembered?.isMaximized === true && place !== null) window.maximize();
  if (name !== null) rememberPlace(window, name, places);
  return window;
}

function rememberPlace(window: BrowserWindow, name: string, places: PlaceMemory): void {
  let timer: NodeJS.Timeout | undefined;
  const note = (): void => {
    clearTimeout(timer);
    // What fills the screen for a projector is no place to come back to.
    if (window.isDestroyed() || window.isFullScreen()) return;
    places.set(name, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const noteSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(note, SHELL_LIMITS.placeWriteAfterMs);
  };
  // Listed one by one, for the events' types differ.
  window.on('move', noteSoon);
  window.on('resize', noteSoon);
  window.on('maximize', noteSoon);
  window.on('unmaximize', noteSoon);
  window.on('close', note);
}
