import type { ShellLog } from '../shell/log.ts';
import type { Shell } from '../shell/shell.ts';
import type { ProblemCode } from '../texts/texts.ts';
import type { LoginItem } from './login-item.ts';

export interface StartAtLoginOptions {
  shell: Shell;
  loginItem: LoginItem;
  /** Shows a sentence to the person. */
  onProblem: (code: ProblemCode) => void;
  log: ShellLog;
}

/**
 * Keeps the system's start at sign-in and the setting the same. At the start the system is right, for it can be
 * changed there; later the setting is, and what the system made of it is read back. Returns how to stop.
 */
export function startAtLogin({ shell, loginItem, onProblem, log }: StartAtLoginOptions): () => void {
  let lastTask = Promise.resolve();
  /** One after the other, so that quick clicks end in the last one's state. */
  const inTurn = (task: () => Promise<void>): void => {
    lastTask = lastTask.then(task).catch((error: unknown) => {
      log.error('login_item_failed', { reason: String(error) });
    });
  };
  const wanted = (): boolean => shell.state.get().settings.startAtLogin;

  const believeSystem = async (): Promise<void> => {
    const isOn = await loginItem.isOn();
    if (isOn !== wanted()) shell.actions.changeSettings({ startAtLogin: isOn });
  };
  const apply = async (): Promise<void> => {
    const isOn = wanted();
    if ((await loginItem.isOn()) === isOn) return;
    try {
      await loginItem.set(isOn);
    } catch (error) {
      log.error('login_item_failed', { reason: String(error) });
    }
    if ((await loginItem.isOn()) === isOn) return;
    onProblem('login_item_failed');
    shell.actions.changeSettings({ startAtLogin: !isOn });
  };

  inTurn(believeSystem);
  return shell.state.onChange((now, before) => {
    if (now.settings.startAtLogin !== before.settings.startAtLogin) inTurn(apply);
  });
}
