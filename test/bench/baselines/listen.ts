import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { parseArgs } from 'node:util';

/** Where a baseline may put its database. */
export function dataDirOfArguments(): string {
  const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
  if (data === undefined) throw new Error('--data DIR is needed');
  return data;
}

/** Listens on a free port of this machine, says so as the host does with --json, and ends with SIGTERM. */
export function listenAndSay(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`${JSON.stringify({ event: 'listening', port })}\n`);
  });
  process.on('SIGTERM', () => process.exit(0));
}
