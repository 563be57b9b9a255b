import { EventEmitter } from 'node:events';
import type { CDPSession, Frame, Page } from 'playwright-core';
import type { HandlerDetails, WebContents as ElectronWebContents, WindowOpenHandlerResponse } from 'electron';
import { noteOpening } from './chromium.ts';
import { double } from './inspect.ts';
import { ipcMain } from './ipc-main.ts';
import { watchNavigation } from './navigation.ts';
import { DELIVER, IPC_BINDING, preloadScript } from './page-preload.ts';
import type { Session } from './session.ts';
import { strict } from './strict.ts';

type OpenHandler = (details: HandlerDetails) => WindowOpenHandlerResponse;
type Implemented =
  | 'loadURL'
  | 'getURL'
  | 'getTitle'
  | 'send'
  | 'reload'
  | 'reloadIgnoringCache'
  | 'isFocused'
  | 'isDestroyed'
  | 'isLoading'
  | 'isCrashed'
  | 'setWindowOpenHandler'
  | 'executeJavaScript'
  | 'print'
  | 'setZoomLevel'
  | 'getZoomLevel'
  | 'id';

let lastId = 0;

/** One page, in the context of its session. */
export class WebContents extends EventEmitter implements Pick<ElectronWebContents, Implemented> {
  readonly id = ++lastId;
  readonly session: Session;
  readonly mainFrame: WebFrameMain;
  /** The page, once Chromium has opened it. */
  readonly page: Promise<Page>;
  zoomLevel = 0;
  private openHandler: OpenHandler | null = null;
  private url = '';
  private title = '';
  private readonly opened: Promise<{ page: Page; cdp: CDPSession }>;
  private hasLoaded = false;
  private isGone = false;
  /** Addresses the app itself loads, which raise no will-navigate. */
  private readonly ownLoads = new Set<string>();

  constructor(session: Session, size: { width: number; height: number }, preload: string | undefined) {
    super();
    const self = strict('WebContents', this);
    this.session = session;
    this.mainFrame = new WebFrameMain(() => self.getURL(), true);
    this.opened = self.open(size, preload);
    noteOpening(this.opened);
    this.page = this.opened.then(({ page }) => page);
    // A window that can't be opened says so where it is used.
    this.page.catch(() => undefined);
    return self;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.page;
    const target = await this.session.protocol.server.toBrowser(url);
    this.url = target;
    this.ownLoads.add(new URL(target).href);
    try {
      await page.goto(target);
    } catch (error) {
      const code = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'ERR_FAILED';
      this.emit('did-fail-load', {}, -2, code, url, true);
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, url });
    }
  }
  getURL(): string {
    return this.session.protocol.server.fromBrowser(this.url);
  }
  getTitle(): string {
    return this.title;
  }
  send(channel: string, ...args: unknown[]): void {
    const values = structuredClone(args);
    void this.page
      .then((page) =>
        page.evaluate(
          ([deliver, name, copies]) => {
            const target = globalThis as unknown as Record<string, (name: string, args: unknown[]) => void>;
            target[deliver]?.(name, copies);
          },
          [DELIVER, channel, values] as const,
        ),
      )
      // The page may have gone on or been closed meanwhile; Electron drops such a message too.
      .catch(() => undefined);
  }
  reload(): void {
    void this.loadURL(this.getURL()).catch(() => undefined);
  }
  reloadIgnoringCache(): void {
    this.reload();
  }
  isFocused(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  isLoading(): boolean {
    return !this.hasLoaded;
  }
  isCrashed(): boolean {
    return false;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  async executeJavaScript(code: string): Promise<unknown> {
    return (await this.page).evaluate(code);
  }
  print(_options?: object, callback?: (success: boolean, reason: string) => void): void {
    double.prints.push(this.title);
    callback?.(true, '');
  }
  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }
  getZoomLevel(): number {
    return this.zoomLevel;
  }
  /** The id by which the tests' side finds the same page. */
  async targetId(): Promise<string> {
    const { cdp } = await this.opened;
    return (await cdp.send('Target.getTargetInfo')).targetInfo.targetId;
  }
  /** Closes the page without asking it. */
  discard(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.emit('destroyed');
    void this.page.then((page) => page.close()).catch(() => undefined);
  }

  private async open(
    size: { width: number; height: number },
    preload: string | undefined,
  ): Promise<{ page: Page; cdp: CDPSession }> {
    const context = await this.session.openContext();
    const page = await context.newPage();
    await page.setViewportSize(size);
    await page.exposeBinding(IPC_BINDING, ({ frame }, kind: 'invoke' | 'send', channel: string, args) =>
      this.receive(frame, kind, channel, args as unknown[]),
    );
    if (preload !== undefined) await page.addInitScript(preloadScript(preload));
    const cdp = await context.newCDPSession(page);
    await watchNavigation(this, page, cdp, {
      isOwnLoad: (url) => this.ownLoads.delete(url),
      toApp: (url) => this.session.protocol.server.fromBrowser(url),
      openHandler: () => this.openHandler,
    });
    this.follow(page);
    return { page, cdp };
  }

  private follow(page: Page): void {
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      this.url = frame.url();
      this.emit('did-navigate', {}, this.getURL(), 200, 'OK');
    });
    page.on('domcontentloaded', () => this.emit('dom-ready', {}));
    page.on('load', () => {
      this.hasLoaded = true;
      void page.title().then(
        (title) => {
          this.title = title;
          this.emit('page-title-updated', { preventDefault: () => undefined }, title, true);
        },
        () => undefined,
      );
      this.emit('did-finish-load');
    });
    page.on('console', (message) => {
      this.emit('console-message', { level: message.type(), message: message.text() });
    });
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    page.on('close', () => this.emit('page-closed'));
  }

  private receive(frame: Frame, kind: 'invoke' | 'send', channel: string, args: unknown[]) {
    const isTop = frame.parentFrame() === null;
    const toApp = (url: string) => this.session.protocol.server.fromBrowser(url);
    const senderFrame = isTop ? this.mainFrame : new WebFrameMain(() => toApp(frame.url()), false);
    if (isTop) this.url = frame.url();
    const event = {
      type: 'frame',
      sender: this,
      senderFrame,
      processId: 1,
      frameId: isTop ? 1 : 2,
      returnValue: undefined,
      reply: (name: string, ...values: unknown[]) => this.send(name, ...values),
    };
    return ipcMain.call(kind, channel, event, args);
  }
}

/** A frame of a page, as an IPC event names its sender. */
export class WebFrameMain {
  readonly parent: object | null;
  private readonly currentUrl: () => string;

  constructor(currentUrl: () => string, isTop: boolean) {
    this.currentUrl = currentUrl;
    this.parent = isTop ? null : {};
    return strict('WebFrameMain', this);
  }
  get url(): string {
    return this.currentUrl();
  }
  get origin(): string {
    const { protocol, host, origin } = new URL(this.url);
    return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin;
  }
}
