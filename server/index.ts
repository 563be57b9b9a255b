import { startHost, StartError, type Host, type HostOptions, type StartErrorCode } from './app.ts';
import { parseAllowedOrigins } from './cli/allowed-origins.ts';
import { DataFolderError, prepareDataFolder, resolveDataFolder } from './cli/data-folder.ts';
import { EXIT, type ExitCode } from './cli/exit-codes.ts';
import { parseFlags, type RunOptions } from './cli/flags.ts';
import { renderGreeting } from './cli/greeting.ts';
import { helpText } from './cli/help.ts';
import { createJsonOutput } from './cli/json-output.ts';
import { terminalLanguage } from './cli/locale.ts';
import { terminalStyle } from './cli/terminal-style.ts';
import { ControlChannel } from './control/control-channel.ts';
import { parentPortOf } from './control/parent-port.ts';
import { PortError } from './discovery/choose-port.ts';
import { createLogger, type HostLogger } from './logging/logger.ts';
import { PAGES_DIR, readVersion } from './cli/project-paths.ts';

const EXIT_BY_START_ERROR: Record<StartErrorCode, ExitCode> = {
  held: EXIT.dataFolderHeld,
  newer: EXIT.databaseTooNew,
  damaged: EXIT.databaseDamaged,
  unwritable: EXIT.dataFolderNotWritable,
  migration_failed: EXIT.unexpected,
};

const parentPort = parentPortOf(process);
const channel = parentPort && new ControlChannel(parentPort);
const exitCode = await main(process.argv.slice(2));
await channel?.close();
// The port of the desktop app would keep an idle process alive.
if (channel) process.exit(exitCode);
process.exitCode = exitCode;

async function main(args: readonly string[]): Promise<ExitCode> {
  const flags = parseFlags(args);
  switch (flags.kind) {
    case 'error':
      complain('usage', flags.sentence);
      return EXIT.usage;
    case 'help':
      process.stdout.write(helpText());
      return EXIT.ok;
    case 'version':
      process.stdout.write(`${readVersion()}\n`);
      return EXIT.ok;
    case 'run':
      return run(flags.options);
  }
}

async function run(options: RunOptions): Promise<ExitCode> {
  const allowed = parseAllowedOrigins(process.env['PORCHLIGHT_ALLOWED_ORIGINS'] ?? '');
  if (allowed.kind === 'error') {
    complain('usage', allowed.sentence);
    return EXIT.usage;
  }
  const dataDir = resolveDataFolder(options.dataFolder);
  const asked = Promise.race([nextSignal(), ...(channel ? [channel.ended] : [])]);
  let logger: HostLogger | undefined;
  try {
    await prepareDataFolder(dataDir);
    logger = createLogger({ dataFolder: dataDir });
    const host = await startHost({
      dataDir,
      pagesDir: PAGES_DIR,
      version: readVersion(),
      logger,
      name: options.name,
      language: terminalLanguage(),
      port: options.port,
      bind: options.bind,
      isPrivateUntilOwned: channel !== null,
      hasMdns: options.hasMdns,
      hasRateLimits: options.hasRateLimits,
      imageHostUrls: imageHostUrls(process.env),
      extraHostNames: (process.env['PORCHLIGHT_HOST_NAMES'] ?? '').split(',').filter(Boolean),
      allowedOrigins: allowed.origins,
    });
    if (channel) channel.attach(host.control, logger.child('control'));
    else announce(host, options);
    return await untilTheEnd(host, asked, options);
  } catch (error) {
    return explain(error);
  } finally {
    await logger?.close();
  }
}

async function untilTheEnd(host: Host, asked: Promise<void>, options: RunOptions): Promise<ExitCode> {
  const failure = await Promise.race([asked, host.failed]);
  await host.stop();
  if (options.isJson && !channel) createJsonOutput().stopped();
  if (!failure) return EXIT.ok;
  const code = failure instanceof StartError ? failure.code : 'storage_failed';
  complain(code, `The host stopped, because it can’t store messages any more: ${failure.message}`);
  return failure instanceof StartError ? EXIT_BY_START_ERROR[failure.code] : EXIT.unexpected;
}

/** Image hosts elsewhere than at their own addresses: an own Chevereto, or a stand-in. */
function imageHostUrls(env: NodeJS.ProcessEnv): NonNullable<HostOptions['imageHostUrls']> {
  const [freeimage, smms] = [env['PORCHLIGHT_FREEIMAGE_URL'], env['PORCHLIGHT_SMMS_URL']];
  return { ...(freeimage && { freeimage }), ...(smms && { smms }) };
}

function announce(host: Host, options: RunOptions): void {
  const links = host.links();
  const setupUrl = host.setupUrl();
  if (options.isJson) {
    createJsonOutput().listening({ urls: links.map((link) => link.url), port: host.port, setupUrl });
    if (!options.hasRateLimits) process.stderr.write('WARNING: rate limits are off. For load tests only.\n');
    return;
  }
  process.stdout.write(
    renderGreeting({
      name: host.name(),
      links,
      setupUrl,
      hasRateLimits: options.hasRateLimits,
      language: terminalLanguage(),
      style: terminalStyle(),
    }),
  );
}

/** Every way not to start is one sentence and an exit code. */
function explain(error: unknown): ExitCode {
  if (error instanceof StartError || error instanceof PortError || error instanceof DataFolderError) {
    complain(error instanceof DataFolderError ? 'unwritable' : error.code, error.message);
    if (error instanceof StartError) return EXIT_BY_START_ERROR[error.code];
    return error instanceof PortError ? EXIT.usage : EXIT.dataFolderNotWritable;
  }
  complain(
    'unexpected',
    `The host could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return EXIT.unexpected;
}

/** Tells why the host ends to whoever started it: a person at a terminal, a log, the desktop app. */
function complain(code: string, sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  channel?.fatal(code, sentence);
}

/** Ctrl+C, a service manager, or the desktop app's end; a second one is not waited for. */
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, () => {
        resolve();
        process.once(name, () => process.exit(EXIT.unexpected));
      });
    }
  });
}
