import http from 'node:http';
import type { Duplex } from 'node:stream';
import { LIMITS } from '../protocol/limits.ts';
import { choosePort, listenOn } from './choose-port.ts';

export interface ListenOptions {
  /** The port somebody asked for, 0 for any free one; null for the kept one, or the first free. */
  port: number | null;
  keptPort: number | null;
  bind: string | null;
  onRequest: http.RequestListener;
  onUpgrade: (request: http.IncomingMessage, stream: Duplex, head: Buffer) => void;
}

/**
 * Opens the host's one port.
 *
 * @throws PortError where no port, or not the one asked for, can be had
 */
export async function listen(options: ListenOptions): Promise<{ server: http.Server; port: number }> {
  const { bind, keptPort, onRequest, onUpgrade } = options;
  const server = await choosePort({
    explicitPort: options.port,
    keptPort,
    listen: (candidate) => {
      const attempt = http.createServer(
        { keepAliveTimeout: 30_000, headersTimeout: 20_000, requestTimeout: LIMITS.requestTimeoutMs },
        onRequest,
      );
      attempt.on('upgrade', onUpgrade);
      return listenOn(attempt, candidate, bind ?? '0.0.0.0');
    },
  });
  return { server, port: portOf(server) };
}

function portOf(server: http.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
