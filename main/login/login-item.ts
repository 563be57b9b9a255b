import type { App } from 'electron';
import type { DesktopState } from '../bridge/contract.ts';
import { autostartFile, readAutostart, writeAutostart } from './autostart-file.ts';

/** Given to the program by the system's start at sign-in: host, but open no window. */
export const HIDDEN_FLAG = '--hidden';

/** Whether the system starts Porchlight when the person signs in. */
export interface LoginItem {
  /** As the system has it, which a person may have changed in its settings. */
  isOn: () => Promise<boolean>;
  /** @throws the system's error */
  set: (isOn: boolean) => Promise<void>;
}

export interface LoginItemOptions {
  platform: DesktopState['platform'];
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings' | 'getAppPath' | 'getPath' | 'isPackaged'>;
  /** `process.execPath`. */
  execPath: string;
  env: NodeJS.ProcessEnv;
}

/** Start at sign-in, the way the system has it. */
export function createLoginItem({ platform, app, execPath, env }: LoginItemOptions): LoginItem {
  const ownArguments = [...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN_FLAG];
  switch (platform) {
    case 'linux': {
      const file = autostartFile(env, app.getPath('home'));
      // The path inside a running AppImage is another at each start.
      const program = env['APPIMAGE'] ?? execPath;
      return {
        isOn: () => readAutostart(file),
        set: (isOn) => writeAutostart(file, isOn ? [program, ...ownArguments] : null),
      };
    }
    case 'windows': {
      const args = ownArguments.map((argument) => (argument.includes(' ') ? `"${argument}"` : argument));
      return {
        // Unlike `openAtLogin` it also sees a start that was switched off in the task manager.
        isOn: async () => app.getLoginItemSettings({ path: execPath, args }).executableWillLaunchAtLogin,
        set: async (isOn) => app.setLoginItemSettings({ openAtLogin: isOn, path: execPath, args }),
      };
    }
    case 'macos':
      return {
        isOn: async () => app.getLoginItemSettings().openAtLogin,
        // No arguments can be given here; `wasStartedHidden` asks the system instead.
        set: async (isOn) => app.setLoginItemSettings({ openAtLogin: isOn }),
      };
  }
}

/** Whether this start was made by the system at sign-in, so that no window should open. */
export function wasStartedHidden(
  argv: readonly string[],
  platform: DesktopState['platform'],
  app: Pick<App, 'getLoginItemSettings'>,
): boolean {
  if (argv.includes(HIDDEN_FLAG)) return true;
  return platform === 'macos' && app.getLoginItemSettings().wasOpenedAtLogin;
}
