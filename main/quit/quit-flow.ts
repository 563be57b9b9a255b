import type { App } from 'electron';
import type { ShellLog } from '../shell/log.ts';

export interface QuitFlowOptions {
  app: Pick<App, 'on' | 'quit' | 'exit'>;
  /** People who would lose the chat; asks only where there are some. */
  peopleHere: () => number;
  /** True where the person wants to quit all the same. */
  confirm: (people: number) => Promise<boolean>;
  /** From here on windows close, and nothing is started any more. */
  onQuitting: () => void;
  /** Stops the host and writes what is waiting. Has deadlines of its own. */
  stopEverything: () => Promise<void>;
  log: ShellLog;
}

export interface QuitFlow {
  /** As a person does: asks first where people are connected. */
  quit: () => void;
  /** As the system does, by a signal or a shutdown: asks nobody. */
  quitNow: () => void;
}

/**
 * The way out, whichever way it was entered: ask, close the windows, stop the host cleanly, end.
 * Electron's own order is before-quit, the windows' close events, will-quit.
 */
export function quitFlow(options: QuitFlowOptions): QuitFlow {
  const { app, log } = options;
  let state: 'on' | 'asking' | 'quitting' | 'stopped' = 'on';

  function quitNow(): void {
    if (state === 'quitting' || state === 'stopped') return;
    state = 'quitting';
    options.onQuitting();
    app.quit();
  }

  function quit(): void {
    if (state !== 'on') return;
    const people = options.peopleHere();
    if (people === 0) {
      quitNow();
      return;
    }
    state = 'asking';
    options.confirm(people).then(
      (isSure) => {
        if (state !== 'asking') return;
        state = 'on';
        if (isSure) quitNow();
      },
      (error: unknown) => {
        log.error('quit_question_failed', { reason: String(error) });
        if (state === 'asking') state = 'on';
      },
    );
  }

  // The dock, the menu's own role and the system's session come this way.
  app.on('before-quit', (event) => {
    if (state === 'quitting' || state === 'stopped') return;
    event.preventDefault();
    quit();
  });
  app.on('will-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    options
      .stopEverything()
      .catch((error: unknown) => log.error('stop_failed', { reason: String(error) }))
      .finally(() => {
        state = 'stopped';
        app.exit(0);
      });
  });
  return { quit, quitNow };
}
