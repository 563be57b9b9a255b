import type { Protocol } from 'electron';
import { APP_SCHEME } from '../security/origins.ts';

/** Before the app is ready: pages of the own scheme are an origin like those of the web, and may stream. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}
