import fs from 'node:fs';

/** The page's way to the main process; the app's own pages never call it by this name. */
export const IPC_BINDING = '__electronDoubleIpc';
/** The main process's way to the page. */
export const DELIVER = '__electronDoubleDeliver';

/**
 * A script that runs a sandboxed preload in the top frame before the page's own scripts: CommonJS, with nothing to
 * require but `electron`'s renderer half.
 */
export function preloadScript(file: string): string {
  const source = fs.readFileSync(file, 'utf8');
  const values = { source, binding: IPC_BINDING, deliver: DELIVER, platform: process.platform };
  return `(${String(runPreload)})(${JSON.stringify(values)})`;
}

type Listener = (event: object, ...args: unknown[]) => void;

/** Runs in the page: it is handed over as text and may use nothing from outside itself. */
function runPreload(values: { source: string; binding: string; deliver: string; platform: string }): void {
  const page = globalThis as unknown as Record<string, unknown> & { top: unknown };
  if (page.top !== page) return;
  const call = page[values.binding] as (
    kind: 'invoke' | 'send',
    channel: string,
    args: unknown[],
  ) => Promise<{ value?: unknown; error?: string }>;
  const listeners = new Map<string, Listener[]>();
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
      const answer = await call('invoke', channel, structuredClone(args));
      if (answer.error !== undefined) {
        throw new Error(`Error invoking remote method '${channel}': ${answer.error}`);
      }
      return answer.value;
    },
    send: (channel: string, ...args: unknown[]): void => {
      void call('send', channel, structuredClone(args));
    },
    on: (channel: string, listener: Listener): unknown => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener): unknown => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((each) => each !== listener),
      );
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener): unknown => ipcRenderer.off(channel, listener),
  };
  Object.defineProperty(page, values.deliver, {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      Object.defineProperty(page, key, { value: copied(api), enumerable: true });
    },
  };
  const required = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  const nodeLike = { platform: values.platform, contextIsolated: true, sandboxed: true };
  const run = new (Function as unknown as new (...names: string[]) => (...args: unknown[]) => void)(
    'require',
    'module',
    'exports',
    'process',
    values.source,
  );
  run(required, module, module.exports, nodeLike);

  /** What crosses the bridge is a frozen copy. */
  function copied(value: unknown): unknown {
    if (typeof value === 'function') {
      const inner = value as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => inner(...args);
    }
    if (value === null || typeof value !== 'object') return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)])));
  }
}
