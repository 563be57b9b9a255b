import { expect, onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import type { DesktopBridge, DesktopState } from '../../../main/bridge/contract.ts';
import { launchElectron, type ElectronApp, type ElectronAppOptions } from '../../support/electron-app.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

export interface TrayLook {
  /** The picture's file name. */
  icon: string;
  toolTip: string;
  items: { id: string; label: string; isEnabled: boolean; isChecked: boolean }[];
}

/** The desktop app under test, with what people see outside its windows. */
export class HostingApp {
  readonly app: ElectronApp;
  readonly page: Page;
  /** Stands in for ~/.config. */
  readonly configFolder: string;

  constructor(app: ElectronApp, page: Page, configFolder: string) {
    this.app = app;
    this.page = page;
    this.configFolder = configFolder;
  }

  tray(): Promise<TrayLook> {
    return this.app.evaluate(({ double }) => {
      const [tray] = double.trays;
      if (tray === undefined) throw new Error('There is no tray.');
      const image = tray.image as { path: string };
      return {
        icon: image.path.replace(/^.*[\\/]/, ''),
        toolTip: tray.toolTip,
        items: (tray.menu?.items ?? []).map(({ id, label, enabled, checked }) => ({
          id,
          label,
          isEnabled: enabled,
          isChecked: checked,
        })),
      };
    });
  }

  /** The item with this id. Throws where it is not there. */
  async item(id: string): Promise<TrayLook['items'][number]> {
    const { items } = await this.tray();
    const found = items.find((item) => item.id === id);
    if (found === undefined)
      throw new Error(`The tray has no ${id}: ${items.map((item) => item.id).join(', ')}`);
    return found;
  }

  async stateLine(): Promise<string> {
    return (await this.item('state')).label;
  }

  /** As a person does, who waits until it can be clicked. */
  async clickTray(id: string): Promise<void> {
    await expect.poll(async () => (await this.item(id)).isEnabled, { timeout: 20_000 }).toBe(true);
    await this.app.evaluate(({ double }, wanted) => {
      const item = double.trays[0]?.menu?.getMenuItemById(wanted);
      if (!item) throw new Error(`The tray has no ${wanted}.`);
      item.click();
    }, id);
  }

  clickMenu(id: string): Promise<void> {
    return this.app.evaluate(({ double }, wanted) => {
      const item = double.applicationMenu?.getMenuItemById(wanted);
      if (!item) throw new Error(`The menu has no ${wanted}.`);
      item.click();
    }, id);
  }

  /** Makes the owner, as the host screen's first question does. */
  async setUp(username = 'Olive', serverName = 'Ridge House'): Promise<void> {
    await this.onPage(
      (bridge) =>
        new Promise<void>((resolve) => {
          const look = ({ phase }: DesktopState): void => {
            if (phase !== 'first-run') return;
            stop();
            resolve();
          };
          const stop = bridge.onState(look);
          void bridge.getState().then(look);
        }),
    );
    const result = await this.onPage((bridge, request) => bridge.setUp(request), { username, serverName });
    if (!result.ok) throw new Error(result.message);
  }

  /** Uses the bridge of the host screen. */
  onPage<Result, Argument = undefined>(
    use: (bridge: DesktopBridge, argument: Argument) => Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    const given = argument === undefined ? 'undefined' : JSON.stringify(argument);
    return this.page.evaluate<Result>(`(${String(use)})(globalThis.porchlight, ${given})`);
  }

  /** Where browsers of this machine reach the host. */
  async url(): Promise<string> {
    const answer = await this.page.evaluate(async () => {
      const response = await fetch('/api/v1/admin/host');
      return (await response.json()) as { port: number };
    });
    return `http://127.0.0.1:${answer.port}`;
  }

  /** Texts of the questions and sentences shown so far. */
  dialogs(): Promise<{ message: string; detail: string; buttons: string[] }[]> {
    return this.app.evaluate(({ double }) =>
      double.dialogs.map(({ message, detail = '', buttons = [] }) => ({ message, detail, buttons })),
    );
  }

  /** The next question is answered with this button. */
  answerNext(button: number): Promise<void> {
    return this.app.evaluate(({ double }, index) => void double.dialogAnswers.push(index), button);
  }
}

/** Starts the app with folders of its own and its host screen open; the caller closes `app`. */
export async function startApp(options: ElectronAppOptions = {}): Promise<HostingApp & AsyncDisposable> {
  const config = await makeTempDir();
  const app = await launchElectron({ ...options, env: { XDG_CONFIG_HOME: config.path, ...options.env } });
  const page = await app.firstWindow();
  return Object.assign(new HostingApp(app, page, config.path), {
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await config.remove();
    },
  });
}

/** As `startApp`, ended with the running test. */
export async function startAppForTest(options: ElectronAppOptions = {}): Promise<HostingApp> {
  const started = await startApp(options);
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
}
