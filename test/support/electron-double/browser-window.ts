import { EventEmitter } from 'node:events';
import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { double } from './inspect.ts';
import { emitPreventable, preventable } from './preventable.ts';
import { session } from './session.ts';
import { strict } from './strict.ts';
import { WebContents } from './web-contents.ts';

const SCREEN = { x: 0, y: 0, width: 1600, height: 1000 };

type Implemented =
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'blur'
  | 'close'
  | 'destroy'
  | 'isVisible'
  | 'isFocused'
  | 'isDestroyed'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'setFullScreen'
  | 'minimize'
  | 'maximize'
  | 'unmaximize'
  | 'restore'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'setTitle'
  | 'getTitle'
  | 'flashFrame'
  | 'setOverlayIcon'
  | 'id';

/** A real Chromium page; what only a window manager could show (visible, focused, maximised) is remembered. */
export class BrowserWindow extends EventEmitter implements Pick<ElectronWindow, Implemented> {
  static getAllWindows(): BrowserWindow[] {
    return [...double.windows];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return double.windows.find((window) => window.isFocused()) ?? null;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return double.windows.find((window) => window.webContents === contents) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return double.windows.find((window) => window.id === id) ?? null;
  }

  readonly id: number;
  readonly webContents: WebContents;
  readonly options: BrowserWindowConstructorOptions;
  isFlashing = false;
  overlayDescription = '';
  private isShown: boolean;
  private hasFocus: boolean;
  private isGone = false;
  private isSmall = false;
  private isLarge = false;
  private isFull = false;
  private bounds: Rectangle;
  private title: string;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = options.webPreferences ?? {};
    if (
      preferences.nodeIntegration === true ||
      preferences.contextIsolation === false ||
      preferences.sandbox === false
    ) {
      throw new Error('electron double: windows are sandboxed and isolated');
    }
    const { x = 40, y = 40, width = 800, height = 600, show = true, title = app.getName() } = options;
    this.options = options;
    this.bounds = { x, y, width, height };
    this.isShown = show;
    this.hasFocus = show;
    this.title = title;
    const home =
      (preferences.session as unknown as WebContents['session'] | undefined) ??
      session.fromPartition(preferences.partition ?? '');
    this.webContents = new WebContents(home, { width, height }, preferences.preload);
    this.id = this.webContents.id;
    const self = strict('BrowserWindow', this);
    this.webContents.once('did-finish-load', () => self.emit('ready-to-show'));
    this.webContents.on('page-closed', () => self.destroy());
    this.webContents.on('page-title-updated', (_event, pageTitle: string) => {
      const event = preventable({});
      self.emit('page-title-updated', event, pageTitle, true);
      if (!event.defaultPrevented) self.title = pageTitle;
    });
    double.windows.push(self);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, self);
    return self;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  show(): void {
    const wasShown = this.isShown;
    this.isShown = true;
    this.isSmall = false;
    if (!wasShown) this.emit('show');
    this.focus();
    void this.webContents.page.then((page) => page.bringToFront()).catch(() => undefined);
  }
  showInactive(): void {
    this.isShown = true;
    this.emit('show');
  }
  hide(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.blur();
    this.emit('hide');
  }
  focus(): void {
    if (!this.isShown || this.hasFocus) return;
    for (const other of double.windows) other.blur();
    this.hasFocus = true;
    this.emit('focus');
    app.emit('browser-window-focus', {}, this);
  }
  blur(): void {
    if (!this.hasFocus) return;
    this.hasFocus = false;
    this.emit('blur');
    app.emit('browser-window-blur', {}, this);
  }
  isVisible(): boolean {
    return this.isShown;
  }
  isFocused(): boolean {
    return this.hasFocus;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  isMinimized(): boolean {
    return this.isSmall;
  }
  isMaximized(): boolean {
    return this.isLarge;
  }
  isFullScreen(): boolean {
    return this.isFull;
  }
  setFullScreen(isFull: boolean): void {
    if (this.isFull === isFull) return;
    this.isFull = isFull;
    this.resizePage(isFull ? SCREEN : this.bounds);
    this.emit(isFull ? 'enter-full-screen' : 'leave-full-screen');
  }
  minimize(): void {
    this.isSmall = true;
    this.blur();
    this.emit('minimize');
  }
  maximize(): void {
    this.isLarge = true;
    this.resizePage(SCREEN);
    this.emit('maximize');
  }
  unmaximize(): void {
    this.isLarge = false;
    this.resizePage(this.bounds);
    this.emit('unmaximize');
  }
  restore(): void {
    if (this.isSmall) {
      this.isSmall = false;
      this.emit('restore');
    } else this.unmaximize();
  }
  getBounds(): Rectangle {
    return this.isLarge || this.isFull ? { ...SCREEN } : { ...this.bounds };
  }
  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.resizePage(this.bounds);
    this.emit('resize');
    this.emit('move');
  }
  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  flashFrame(isFlashing: boolean): void {
    this.isFlashing = isFlashing;
  }
  setOverlayIcon(_icon: unknown, description: string): void {
    this.overlayDescription = description;
  }

  close(): void {
    this.closeIfAllowed();
  }
  /** False where a listener keeps the window. */
  closeIfAllowed(): boolean {
    if (!emitPreventable(this, 'close')) return false;
    this.destroy();
    return true;
  }
  destroy(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.isShown = false;
    this.hasFocus = false;
    double.windows.splice(double.windows.indexOf(this), 1);
    this.webContents.discard();
    this.emit('closed');
    if (double.windows.length > 0) return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }

  private resizePage({ width, height }: { width: number; height: number }): void {
    void this.webContents.page.then((page) => page.setViewportSize({ width, height })).catch(() => undefined);
  }
}
