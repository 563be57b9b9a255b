import type http from 'node:http';
import { LIMITS } from '../protocol/limits.ts';

/** Far from each other, because Windows reserves ports in blocks; the reason for the bound is below. */
const FAR_PORTS = [18_322, 28_322, 38_322] as const;
/** Ports from 49152 on are handed out to outgoing connections (RFC 6335), so a kept one would be lost again. */
const RANDOM_PORT_MIN = 20_000;
const RANDOM_PORT_MAX = 45_000;
const RANDOM_PORTS_TRIED = 6;

export type PortErrorCode = 'port_taken' | 'port_not_allowed' | 'no_free_port' | 'address_not_here';

/** The host cannot listen. The message is one sentence for people; the cause is the system's error. */
export class PortError extends Error {
  override readonly name = 'PortError';
  readonly code: PortErrorCode;

  constructor(code: PortErrorCode, sentence: string, cause: unknown) {
    super(sentence, { cause });
    this.code = code;
  }
}

export interface ChoosePortOptions<Server> {
  /** The port somebody asked for: only this one is tried. 0 takes any free port. */
  explicitPort: number | null;
  /** The port of the last run, tried first, so that links and bookmarks stay good. */
  keptPort: number | null;
  /** Starts listening; rejects with the system's error. */
  listen: (port: number) => Promise<Server>;
  /** From 0 up to 1. */
  random?: () => number;
}

/**
 * Finds a port and listens on it. A port in use (EADDRINUSE) or held back by the system (EACCES) leads on to
 * the next one, unless it was asked for.
 *
 * @throws {PortError} when the asked-for port or the address can't be had, or no port at all is free
 */
export async function choosePort<Server = http.Server>(options: ChoosePortOptions<Server>): Promise<Server> {
  const { explicitPort, keptPort, listen, random = Math.random } = options;
  if (explicitPort !== null)
    return listen(explicitPort).catch((error: unknown) => refuse(explicitPort, error));

  let lastError: unknown;
  for (const port of candidatePorts(keptPort, random)) {
    try {
      return await listen(port);
    } catch (error) {
      if (!isUnavailable(error)) throw asPortError(port, error);
      lastError = error;
    }
  }
  throw new PortError('no_free_port', 'No free port was found. Choose one with --port.', lastError);
}

/** Starts a server on one port; the form of `listen` that real hosts use. A refused server is left closed. */
export function listenOn(server: http.Server, port: number, bind: string | null): Promise<http.Server> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      server.off('listening', succeed);
      reject(error);
    };
    const succeed = (): void => {
      server.off('error', fail);
      resolve(server);
    };
    server.once('error', fail);
    server.once('listening', succeed);
    server.listen({ port, backlog: LIMITS.listenBacklog, ...(bind === null ? {} : { host: bind }) });
  });
}

/** Every port to try, best first, without repeats. */
export function candidatePorts(keptPort: number | null, random: () => number): number[] {
  const randomPorts = Array.from(
    { length: RANDOM_PORTS_TRIED },
    () => RANDOM_PORT_MIN + Math.floor(random() * (RANDOM_PORT_MAX - RANDOM_PORT_MIN)),
  );
  const kept = keptPort === null || keptPort === 0 ? [] : [keptPort];
  return [...new Set([...kept, LIMITS.portFirst, ...FAR_PORTS, ...randomPorts])];
}

/** Whether another port may do: this one is in use, or held back by the system. */
export function isUnavailable(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'EADDRINUSE' || code === 'EACCES';
}

function refuse(port: number, error: unknown): never {
  throw asPortError(port, error);
}

/** What people are told of a failure to listen; any other error as it is. */
export function asPortError(port: number, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'EADDRINUSE':
      return new PortError('port_taken', `Port ${port} is already in use by another program.`, error);
    case 'EACCES':
      return new PortError(
        'port_not_allowed',
        `This system does not allow Porchlight to use port ${port}.`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return new PortError(
        'address_not_here',
        'The address given with --bind is not one of this computer’s.',
        error,
      );
    default:
      return error;
  }
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
