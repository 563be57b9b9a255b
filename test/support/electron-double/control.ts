// Runs a test's functions in the app's process, as Playwright's electronApplication.evaluate does.
import { debuggingUrl } from './chromium.ts';
import electron from './electron.ts';

export type ControlQuestion = { id: number } & (
  | { kind: 'evaluate'; source: string; argument: unknown }
  /** Where Chromium's pages are. */
  | { kind: 'pages' }
);
export interface ControlAnswer {
  id: number;
  value?: unknown;
  error?: string;
}
/** `targets` are the app's windows in the order in which they were opened. */
export interface OpenPages {
  url: string | null;
  targets: string[];
}

if (process.send !== undefined) {
  process.on('message', (question: ControlQuestion) => void answer(question));
  // Nobody is left to close the app.
  process.on('disconnect', () => electron.app.exit(1));
}

async function answer(question: ControlQuestion): Promise<void> {
  let reply: ControlAnswer;
  try {
    reply = { id: question.id, value: await work(question) };
  } catch (error) {
    reply = {
      id: question.id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  // The test may have closed the channel meanwhile.
  if (process.connected) process.send?.(reply, () => undefined);
}

async function work(question: ControlQuestion): Promise<unknown> {
  if (question.kind === 'pages') {
    const { windows } = electron.double;
    const targets = await Promise.all(windows.map((window) => window.webContents.targetId()));
    return { url: await debuggingUrl(), targets } satisfies OpenPages;
  }
  // The source of a function, as Playwright sends it to the real Electron too.
  const run = (0, eval)(`(${question.source})`) as (module: unknown, argument: unknown) => unknown;
  return run(electron, question.argument);
}
