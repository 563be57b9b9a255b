import type { App, PowerMonitor } from 'electron';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export interface SystemEndOptions {
  app: Pick<App, 'on'>;
  powerMonitor: Pick<PowerMonitor, 'on'>;
  process: Pick<NodeJS.Process, 'on'>;
  quitNow: () => void;
}

/** Signals, and the end of the person's or the machine's session: nobody is there to be asked. */
export function onSystemEnd({ app, powerMonitor, process, quitNow }: SystemEndOptions): void {
  for (const signal of SIGNALS) process.on(signal, quitNow);
  // Linux and macOS say it here; Windows says it to each window.
  powerMonitor.on('shutdown', quitNow);
  app.on('browser-window-created', (_event, window) => window.on('session-end', quitNow));
}
