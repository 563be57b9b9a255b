import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import { strict } from './strict.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

class DoubleIpcMain extends EventEmitter implements Pick<IpcMain, 'handle' | 'handleOnce' | 'removeHandler'> {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Parameters<IpcMain['handle']>[1]): void {
    if (this.handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.handlers.set(channel, handler as unknown as Handler);
  }
  handleOnce(channel: string, handler: Parameters<IpcMain['handle']>[1]): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...(args as unknown[])) as unknown;
    });
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** A call from a page. What comes back is what structured cloning leaves of it. */
  async call(
    kind: 'invoke' | 'send',
    channel: string,
    event: object,
    args: unknown[],
  ): Promise<{ value?: unknown; error?: string }> {
    if (kind === 'send') {
      this.emit(channel, event, ...args);
      return {};
    }
    const handler = this.handlers.get(channel);
    if (handler === undefined) return { error: `Error: No handler registered for '${channel}'` };
    try {
      return { value: structuredClone(await handler(event, ...args)) };
    } catch (error) {
      return { error: String(error) };
    }
  }
}

export const ipcMain = strict('ipcMain', new DoubleIpcMain());
