import { createInterface } from 'node:readline';
import { createMdnsAnnouncer } from '../../../server/discovery/mdns.ts';
import { watchNetwork } from '../../../server/discovery/network-watch.ts';
import type { Logger } from '../../../server/logging/logger.ts';

/**
 * Announces a host as the server does, for tests that start it in a network of their own.
 * Arguments: display name, port. Stdin: `look`, `rename NAME`. Stdout: one JSON object a line.
 */
const [name = 'Lab Chat', port = '8322'] = process.argv.slice(2);

const tell = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const logger: Logger = {
  debug: () => undefined,
  info: (event) => tell({ info: event }),
  warn: (event, fields) => tell({ warn: event, detail: String(fields?.['error']) }),
  error: (event) => tell({ error: event }),
  child: () => logger,
};

const announcer = createMdnsAnnouncer({
  serverId: 'server-1',
  name,
  version: '0.1.0',
  port: Number(port),
  logger,
  onHostName: (hostName) => tell({ hostName }),
});
const watch = watchNetwork({ onChange: ({ addresses, reason }) => announcer.update(addresses, reason) });
announcer.update(watch.current());
tell({ started: true });

const commands = createInterface({ input: process.stdin });
commands.on('line', (line) => {
  if (line === 'look') watch.check();
  if (line.startsWith('rename ')) announcer.rename(line.slice('rename '.length));
});

process.once('SIGTERM', () => {
  const startedAt = performance.now();
  watch.stop();
  commands.close();
  void announcer.stop().then(() => {
    tell({ stoppedAfterMs: Math.round(performance.now() - startedAt) });
    process.stdin.destroy();
  });
});
