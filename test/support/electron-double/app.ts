import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { App } from 'electron';
import { closeChromium } from './chromium.ts';
import { double } from './inspect.ts';
import { emitPreventable } from './preventable.ts';
import { profileFolder } from './profile.ts';
import { SingleInstance } from './single-instance.ts';
import { strict } from './strict.ts';

type Implemented =
  | 'whenReady'
  | 'isReady'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'getAppPath'
  | 'getPath'
  | 'setPath'
  | 'setAppUserModelId'
  | 'setLoginItemSettings'
  | 'getLoginItemSettings'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'isDefaultProtocolClient'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'setAboutPanelOptions'
  | 'showAboutPanel'
  | 'enableSandbox'
  | 'relaunch'
  | 'quit'
  | 'exit'
  | 'isPackaged'
  | 'name';

class DoubleApp extends EventEmitter implements Pick<App, Implemented> {
  name = 'Electron';
  isPackaged = process.env['ELECTRON_DOUBLE_PACKAGED'] === '1';
  /** macOS alone has one. */
  readonly dock = process.platform === 'darwin' ? strict('app.dock', new Dock()) : undefined;
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value?: string) => this.switches.set(name, value ?? ''),
    hasSwitch: (name: string) => this.switches.has(name) || process.argv.includes(`--${name}`),
  });
  private readonly switches = new Map<string, string>();
  private readonly paths = new Map<string, string>();
  private readonly instance = new SingleInstance(profileFolder);
  private isQuitting = false;
  private hasStarted = false;
  private readonly ready: Promise<void>;

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      // After the main script's own top level, as in Electron.
      setImmediate(() => {
        this.hasStarted = true;
        app.emit('will-finish-launching');
        app.emit('ready', {}, {});
        resolve();
      });
    });
  }

  whenReady(): Promise<void> {
    return this.ready;
  }
  isReady(): boolean {
    return this.hasStarted;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    const manifest = fs.readFileSync(path.join(this.getAppPath(), 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { version: string }).version;
  }
  getLocale(): string {
    return process.env['ELECTRON_DOUBLE_LOCALE'] ?? 'en-US';
  }
  getSystemLocale(): string {
    return this.getLocale();
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }
  /** The nearest folder above the main script that has a package.json. */
  getAppPath(): string {
    let folder = path.dirname(path.resolve(process.argv[1] ?? '.'));
    while (!fs.existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) {
      folder = path.dirname(folder);
    }
    return folder;
  }
  getPath(name: Parameters<App['getPath']>[0]): string {
    const known: Partial<Record<string, string>> = {
      home: os.homedir(),
      appData: path.dirname(profileFolder),
      userData: profileFolder,
      sessionData: profileFolder,
      temp: os.tmpdir(),
      logs: path.join(profileFolder, 'logs'),
      downloads: path.join(profileFolder, 'Downloads'),
      exe: process.execPath,
    };
    const found = this.paths.get(name) ?? known[name];
    if (found === undefined) throw new Error(`Failed to get '${name}' path`);
    return found;
  }
  setPath(name: string, folder: string): void {
    this.paths.set(name, folder);
  }
  setAppUserModelId(): void {
    // Only Windows has such ids, and shows nothing of them.
  }
  enableSandbox(): void {
    if (this.hasStarted) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  setLoginItemSettings(settings: typeof double.loginItem): void {
    double.loginItem = { ...settings };
  }
  getLoginItemSettings(): ReturnType<App['getLoginItemSettings']> {
    const openAtLogin = double.loginItem.openAtLogin === true;
    return {
      openAtLogin,
      wasOpenedAtLogin: false,
      status: openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    };
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    double.protocolClients.add(scheme);
    return true;
  }
  isDefaultProtocolClient(scheme: string): boolean {
    return double.protocolClients.has(scheme);
  }
  setBadgeCount(count = 0): boolean {
    double.badgeCount = count;
    return true;
  }
  getBadgeCount(): number {
    return double.badgeCount;
  }
  setAboutPanelOptions(options: object): void {
    double.aboutPanel.options = options;
  }
  showAboutPanel(): void {
    double.aboutPanel.shown++;
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    return this.instance.request(additionalData, (second) => {
      app.emit('second-instance', {}, second.argv, second.cwd, second.additionalData);
    });
  }
  releaseSingleInstanceLock(): void {
    this.instance.release();
  }
  hasSingleInstanceLock(): boolean {
    return this.instance.isHeld;
  }

  relaunch(): void {
    double.relaunches++;
  }
  /** before-quit, then every window's close, then will-quit; each can stop it. */
  quit(): void {
    setImmediate(() => {
      if (this.isQuitting) return;
      if (!emitPreventable(app, 'before-quit')) return;
      this.isQuitting = true;
      const isStopped =
        [...double.windows].some((window) => !window.closeIfAllowed()) || !emitPreventable(app, 'will-quit');
      if (isStopped) this.isQuitting = false;
      else void this.end(0);
    });
  }
  exit(code = 0): void {
    for (const window of [...double.windows]) window.destroy();
    void this.end(code);
  }
  private async end(code: number): Promise<void> {
    app.emit('quit', {}, code);
    this.instance.release();
    for (const child of double.utilityProcesses) child.kill();
    await closeChromium();
    process.exit(code);
  }
}

class Dock {
  isShown = true;
  badge = '';
  setMenu(menu: NonNullable<typeof double.dockMenu>): void {
    double.dockMenu = menu;
  }
  setBadge(text: string): void {
    this.badge = text;
  }
  getBadge(): string {
    return this.badge;
  }
  bounce(): number {
    return 1;
  }
  show(): Promise<void> {
    this.isShown = true;
    return Promise.resolve();
  }
  hide(): void {
    this.isShown = false;
  }
  isVisible(): boolean {
    return this.isShown;
  }
}

export const app = strict('app', new DoubleApp());

// Chromium ends an app that no one handles these for by quitting it.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) app.quit();
  });
}
