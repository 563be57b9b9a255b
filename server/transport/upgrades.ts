import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../protocol/errors.ts';
import { isAllowedHost, isAllowedOrigin } from './allowed-hosts.ts';

/** Takes over a connection that asks to become a WebSocket. */
export type UpgradeHandler = (request: IncomingMessage, stream: Duplex, head: Buffer) => Promise<void>;

export interface UpgradeOptions {
  hostNames: () => ReadonlySet<string>;
  isSetUp: () => boolean;
  /** By path. */
  handlers: Record<string, UpgradeHandler>;
  /** By path, origins of pages served elsewhere that may connect there. */
  foreignOrigins: Record<string, ReadonlySet<string>>;
  onError: (error: unknown) => void;
}

/** Checks an upgrade as every request is checked (path, Host, Origin) and hands it on. */
export function upgrades({ hostNames, isSetUp, handlers, foreignOrigins, onError }: UpgradeOptions) {
  return (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    // Without a listener a reset connection would end the whole process.
    stream.on('error', onError);
    const { host, origin } = request.headers;
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const handler = Object.hasOwn(handlers, path) ? handlers[path] : undefined;
    const refusal = !isAllowedHost(host, hostNames())
      ? new AppError('host_not_allowed')
      : !isAllowedOrigin(origin, host, foreignOrigins[path])
        ? new AppError('origin_not_allowed')
        : !handler
          ? new AppError('not_found')
          : !isSetUp()
            ? new AppError('setup_required')
            : null;
    if (refusal || !handler) {
      refuse(stream, refusal ?? new AppError('not_found'));
      return;
    }
    handler(request, stream, head).catch((error: unknown) => {
      onError(error);
      stream.destroy();
    });
  };
}

function refuse(stream: Duplex, error: AppError): void {
  const body = JSON.stringify(error.toBody());
  stream.end(
    `HTTP/1.1 ${error.status} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
