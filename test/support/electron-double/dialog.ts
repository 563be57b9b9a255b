import type { Dialog, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { double } from './inspect.ts';
import { strict } from './strict.ts';

/** Questions are written down and answered by `double.dialogAnswers`; without an answer they stay open. */
export const dialog = strict('dialog', {
  showMessageBox: (...given: unknown[]): Promise<MessageBoxReturnValue> => {
    const options = given.at(-1) as MessageBoxOptions;
    double.dialogs.push(options);
    const response = double.dialogAnswers.shift();
    // An aborted question is answered as if it had been cancelled.
    return new Promise((resolve) => {
      if (response !== undefined) resolve({ response, checkboxChecked: false });
      options.signal?.addEventListener('abort', () =>
        resolve({ response: options.cancelId ?? 0, checkboxChecked: false }),
      );
    });
  },
  showErrorBox: (title: string, content: string): void => {
    double.dialogs.push({ type: 'error', message: title, detail: content });
  },
} satisfies Pick<Dialog, 'showMessageBox' | 'showErrorBox'>);
