import { EventEmitter } from 'node:events';
import type { BrowserContext } from 'playwright-core';
import type { Session as ElectronSession, WebContents as ElectronWebContents } from 'electron';
import { app } from './app.ts';
import { openContext } from './chromium.ts';
import { createProtocol } from './protocol.ts';
import { strict } from './strict.ts';
import type { WebContents } from './web-contents.ts';

type RequestHandler = NonNullable<Parameters<ElectronSession['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<ElectronSession['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<ElectronSession['setDevicePermissionHandler']>[0]>;
type DisplayHandler = NonNullable<Parameters<ElectronSession['setDisplayMediaRequestHandler']>[0]>;

type Implemented =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'clearCache'
  | 'clearStorageData'
  | 'isPersistent';

/** A partition: a browser context, and the handlers the app gave it. */
export class Session extends EventEmitter implements Pick<ElectronSession, Implemented> {
  readonly protocol = createProtocol();
  /** Empty for the default session. */
  readonly partition: string;
  isSpellCheckerOn = true;
  private context: Promise<BrowserContext> | null = null;
  private requestHandler: RequestHandler | null = null;
  private checkHandler: CheckHandler | null = null;
  private deviceHandler: DeviceHandler | null = null;
  private displayHandler: DisplayHandler | null = null;

  constructor(partition: string) {
    super();
    this.partition = partition;
  }

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }
  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.deviceHandler = handler;
  }
  setDisplayMediaRequestHandler(handler: DisplayHandler | null): void {
    this.displayHandler = handler;
  }
  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.isSpellCheckerOn = isEnabled;
  }
  clearCache(): Promise<void> {
    return Promise.resolve();
  }
  async clearStorageData(): Promise<void> {
    await (await this.context)?.clearCookies();
  }

  openContext(): Promise<BrowserContext> {
    this.context ??= openContext(app.getLocale());
    return this.context;
  }

  /** For tests: asks as a page would. Without a handler Electron grants, and so does this. */
  askPermission(contents: WebContents, permission: string, requestingUrl: string): Promise<boolean> {
    const { requestHandler } = this;
    if (requestHandler === null) return Promise.resolve(true);
    return new Promise((resolve) => {
      const details = { requestingUrl, isMainFrame: true };
      requestHandler(
        contents as unknown as ElectronWebContents,
        permission as Parameters<RequestHandler>[1],
        resolve,
        details,
      );
    });
  }

  /** For tests: the check that goes before a request, without asking anybody. */
  checkPermission(contents: WebContents | null, permission: string, requestingOrigin: string): boolean {
    if (this.checkHandler === null) return true;
    return this.checkHandler(
      contents as unknown as ElectronWebContents | null,
      permission as Parameters<CheckHandler>[1],
      requestingOrigin,
      { isMainFrame: true, requestingUrl: requestingOrigin },
    );
  }

  /** For tests: whether a device of this kind would be handed out. */
  checkDevice(deviceType: 'hid' | 'serial' | 'usb', origin: string): boolean {
    if (this.deviceHandler === null) return false;
    return this.deviceHandler({ deviceType, origin } as Parameters<DeviceHandler>[0]);
  }

  /** For tests: whether the app has a say in screen sharing. */
  hasDisplayHandler(): boolean {
    return this.displayHandler !== null;
  }
}

const sessions = new Map<string, Session>();

function fromPartition(partition: string): Session {
  const known = sessions.get(partition);
  if (known !== undefined) return known;
  if (!app.isReady()) throw new Error('Session can only be received when app is ready');
  const made = strict('Session', new Session(partition));
  sessions.set(partition, made);
  app.emit('session-created', made);
  return made;
}

export const session = strict('session', {
  fromPartition,
  get defaultSession(): Session {
    return fromPartition('');
  },
});
