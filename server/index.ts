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

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<ExitCode> {
  const flags = parseFlags(args);
  switch (flags.kind) {
    case 'error':
      process.stderr.write(`${flags.sentence}\n`);
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
    process.stderr.write(`${allowed.sentence}\n`);
    return EXIT.usage;
  }
  const dataDir = resolveDataFolder(options.dataFolder);
  const signal = nextSignal();
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
      hasMdns: options.hasMdns,
      hasRateLimits: options.hasRateLimits,
      imageHostUrls: imageHostUrls(process.env),
      extraHostNames: (process.env['PORCHLIGHT_HOST_NAMES'] ?? '').split(',').filter(Boolean),
      allowedOrigins: allowed.origins,
    });
    announce(host, options);
    return await untilTheEnd(host, signal, options);
  } catch (error) {
    return explain(error);
  } finally {
    await logger?.close();
  }
}

async function untilTheEnd(host: Host, signal: Promise<'signal'>, options: RunOptions): Promise<ExitCode> {
  const end = await Promise.race([signal, host.failed]);
  await host.stop();
  if (options.isJson) createJsonOutput().stopped();
  if (end === 'signal') return EXIT.ok;
  process.stderr.write(`The host stopped, because it can’t store messages any more: ${end.message}\n`);
  return end instanceof StartError ? EXIT_BY_START_ERROR[end.code] : EXIT.unexpected;
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
    process.stderr.write(`${error.message}\n`);
    if (error instanceof StartError) return EXIT_BY_START_ERROR[error.code];
    return error instanceof PortError ? EXIT.usage : EXIT.dataFolderNotWritable;
  }
  process.stderr.write(
    `The host could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return EXIT.unexpected;
}

/** Ctrl+C, a service manager, or the desktop app's end; a second one is not waited for. */
function nextSignal(): Promise<'signal'> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, () => {
        resolve('signal');
        process.once(name, () => process.exit(EXIT.unexpected));
      });
    }
  });
}
