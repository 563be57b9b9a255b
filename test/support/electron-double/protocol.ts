import type { CustomScheme, Protocol } from 'electron';
import { app } from './app.ts';
import { SchemeServer, type SchemeHandler } from './scheme-server.ts';
import { strict } from './strict.ts';

const privileged: CustomScheme[] = [];

export class DoubleProtocol implements Pick<
  Protocol,
  'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged'
> {
  readonly server = new SchemeServer();

  handle(scheme: string, handler: SchemeHandler): void {
    if (!app.isReady()) throw new Error('protocol can only be used after app is ready');
    if (!privileged.some((each) => each.scheme === scheme)) {
      throw new Error(`electron double: ${scheme} is not registered as privileged before ready`);
    }
    this.server.set(scheme, handler);
  }
  unhandle(scheme: string): void {
    this.server.delete(scheme);
  }
  isProtocolHandled(scheme: string): boolean {
    return this.server.has(scheme);
  }
  /** Once, before the app is ready, as Electron demands. */
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (privileged.length > 0)
      throw new Error('protocol.registerSchemesAsPrivileged can only be called once');
    privileged.push(...schemes);
  }
}

export function createProtocol(): DoubleProtocol {
  return strict('protocol', new DoubleProtocol());
}
