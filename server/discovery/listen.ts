import http from 'node:http';
import type { Duplex } from 'node:stream';
import { LIMITS } from '../protocol/limits.ts';
import { asPortError, choosePort, isUnavailable, listenOn } from './choose-port.ts';

const LOOPBACK = '127.0.0.1';
const EVERY_IPV4 = '0.0.0.0';

export interface ListenOptions {
  /** The port somebody asked for, 0 for any free one; null for the kept one, or the first free. */
  port: number | null;
  keptPort: number | null;
  bind: string | null;
  /** Listens on this machine alone until `openToNetwork`. */
  isPrivate: boolean;
}

export interface Handlers {
  onRequest: http.RequestListener;
  onUpgrade: (request: http.IncomingMessage, stream: Duplex, head: Buffer) => void;
}

/** The host's one port. */
export interface Listener {
  /** Begins to listen. @throws PortError where no port, or not the one asked for, can be had */
  open(handlers: Handlers): Promise<void>;
  /** To be asked only once it is open. */
  port(): number;
  /** The address it is bound to now; null for all. */
  bind(): string | null;
  /**
   * Listens where the options say, from now on: what is connected stays. Another program may hold the port on other
   * addresses; then another port is found, and the first goes on serving this machine.
   *
   * @throws PortError where no port, or not the address, can be had; this machine is served on
   */
  openToNetwork(): Promise<void>;
  /** Takes no new connections. */
  close(): void;
  closeAllConnections(): void;
}

/** The host's one port, which is not open yet. */
export function createListener({ port: explicitPort, keptPort, bind, isPrivate }: ListenOptions): Listener {
  const address = bind ?? EVERY_IPV4;
  let isOnlyHere = isPrivate;
  let handlers: Handlers | null = null;
  let main: http.Server | null = null;
  /** Those that listened before, and may have connections still. */
  const others: http.Server[] = [];

  async function start(port: number, host: string): Promise<http.Server> {
    if (!handlers) throw new Error('the listener was not opened');
    const { onRequest, onUpgrade } = handlers;
    const server = http.createServer(
      { keepAliveTimeout: 30_000, headersTimeout: 20_000, requestTimeout: LIMITS.requestTimeoutMs },
      onRequest,
    );
    server.on('upgrade', onUpgrade);
    return listenOn(server, port, host);
  }

  return {
    async open(given) {
      handlers = given;
      main = await choosePort({
        explicitPort,
        keptPort,
        listen: (port) => start(port, isOnlyHere ? LOOPBACK : address),
      });
    },
    port: () => portOf(main),
    bind: () => (isOnlyHere ? LOOPBACK : bind),

    async openToNetwork() {
      if (!isOnlyHere || !main) return;
      const port = portOf(main);
      others.push(main);
      // The port is free from this moment, and taken again in the next.
      main.close();
      try {
        main = await start(port, address);
      } catch (error) {
        main = await start(port, LOOPBACK);
        if (!isUnavailable(error)) throw asPortError(port, error);
        const wide = await choosePort({
          explicitPort: null,
          keptPort: null,
          listen: (candidate) => start(candidate, address),
        });
        others.push(main);
        main = wide;
      }
      isOnlyHere = false;
    },

    close() {
      for (const server of [main, ...others]) server?.close();
    },
    closeAllConnections() {
      for (const server of [main, ...others]) server?.closeAllConnections();
    },
  };
}

function portOf(server: http.Server | null): number {
  const address = server?.address() ?? null;
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
