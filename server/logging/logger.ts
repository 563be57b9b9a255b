import { randomUUID } from 'node:crypto';
import path from 'node:path';
import log from 'electron-log/node.js';
import { LIMITS } from '../protocol/limits.ts';
import { openLogFile } from './log-file.ts';
import { redactFields, redactText } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Where every layer tells what happened. An event is a stable snake_case name; what belongs to it goes into
 * the fields, which are redacted on the way. No call throws, blocks or waits.
 */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A logger whose lines name the part of the host they come from; scopes nest as `a.b`. */
  child(scope: string): Logger;
}

/** The logger at the root, which owns the file. */
export interface HostLogger extends Logger {
  /** Where the newest lines are. */
  readonly filePath: string;
  /** Writes out what is waiting. Later lines still reach stderr. */
  close(): Promise<void>;
}

export interface LoggerOptions {
  /** The host's data folder; the log is `logs/host.log` in it. */
  dataFolder: string;
  env?: NodeJS.ProcessEnv;
  /** Stdout belongs to the greeting and to `--json`, so logs never go there. */
  stderr?: ErrorStream;
  now?: () => Date;
}

interface ErrorStream {
  write(text: string): unknown;
  listenerCount?(event: 'error'): number;
  on?(event: 'error', listener: () => void): unknown;
}

/** The level names that `PORCHLIGHT_LOG` takes; `silent` writes nothing to stderr. */
const STDERR_LEVELS: readonly string[] = ['debug', 'info', 'warn', 'error'] satisfies LogLevel[];

type Send = (level: LogLevel, scope: string, event: string, fields: LogFields) => void;
type Transport = NonNullable<typeof log.transports.file>;
type LogMessage = Parameters<Transport>[0];
type BareTransport = ((message: LogMessage) => void) & Pick<Transport, 'level' | 'transforms'>;

/**
 * Creates a host's logger on an electron-log instance of its own. JSON lines go to the log file (info and
 * above), short lines to stderr (warnings and above). `PORCHLIGHT_LOG` sets the level of stderr; `debug`
 * there also brings debug lines into the file.
 *
 * electron-log's own file transport is not used: its files are shared by the process and tried only once, so
 * a deleted folder never comes back, and it can't be flushed before the process ends.
 */
export function createLogger({
  dataFolder,
  env = process.env,
  stderr = process.stderr,
  now = () => new Date(),
}: LoggerOptions): HostLogger {
  const filePath = path.join(dataFolder, 'logs', 'host.log');
  const file = openLogFile({
    filePath,
    maxBytes: LIMITS.logFileMaxBytes,
    filesKept: LIMITS.logFilesKept,
    droppedLine: (count) => jsonLine(now(), 'warn', 'logging', 'log_lines_dropped', { count }),
  });
  const stderrLevel = readStderrLevel(env['PORCHLIGHT_LOG']);

  // A terminal that was closed reports EPIPE as an event, which would end the process.
  if (stderr.listenerCount?.('error') === 0) stderr.on?.('error', () => undefined);

  const instance = log.create({ logId: randomUUID() });
  for (const transport of Object.values(instance.transports)) if (transport) transport.level = false;
  instance.transports['hostFile'] = transportTo(
    stderrLevel === 'debug' ? 'debug' : 'info',
    ({ date, level, scope, data }) => {
      const { event, fields } = readData(data);
      file.write(jsonLine(date, level, scope, event, fields));
    },
  );
  instance.transports['hostStderr'] = transportTo(stderrLevel, ({ date, level, scope, data }) => {
    const { event, fields } = readData(data);
    stderr.write(`${shortLine(date, level, scope, event, fields)}\n`);
  });

  const send: Send = (level, scope, event, fields) => {
    try {
      const data = [redactText(event), redactFields(fields)];
      instance.processMessage({ data, level, scope, date: now() });
    } catch {
      // A log that fails must not take down what it tells about.
    }
  };
  return {
    ...scopedLogger('', send),
    filePath,
    close: () => file.flush(),
  };
}

/** A logger that keeps nothing, for tests and tools. */
export function createSilentLogger(): Logger {
  return scopedLogger('', () => undefined);
}

function scopedLogger(scope: string, send: Send): Logger {
  return {
    debug: (event, fields = {}) => send('debug', scope, event, fields),
    info: (event, fields = {}) => send('info', scope, event, fields),
    warn: (event, fields = {}) => send('warn', scope, event, fields),
    error: (event, fields = {}) => send('error', scope, event, fields),
    child: (name) => scopedLogger(scope === '' ? name : `${scope}.${name}`, send),
  };
}

function transportTo(level: Transport['level'], write: (message: LogMessage) => void): BareTransport {
  return Object.assign((message: LogMessage) => write(message), { level, transforms: [] });
}

function readData(data: readonly unknown[]): { event: string; fields: Record<string, unknown> } {
  const [event, fields] = data;
  return { event: String(event), fields: (fields ?? {}) as Record<string, unknown> };
}

function jsonLine(
  date: Date,
  level: string,
  scope: string | undefined,
  event: string,
  fields: Record<string, unknown>,
): string {
  // The fixed names come last as well, so that no field can pass for one of them.
  const fixed = { time: date.toISOString(), level, scope: scope ?? '', event };
  return JSON.stringify({ ...fixed, ...fields, ...fixed });
}

function shortLine(
  date: Date,
  level: string,
  scope: string | undefined,
  event: string,
  fields: Record<string, unknown>,
): string {
  const time = date.toTimeString().slice(0, 8);
  const rest = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`;
  return `${time} ${level} ${scope ? `${scope}: ` : ''}${event}${rest}`;
}

function readStderrLevel(value: string | undefined): LogLevel | false {
  const wanted = value?.trim().toLowerCase();
  if (wanted === 'silent') return false;
  return wanted !== undefined && STDERR_LEVELS.includes(wanted) ? (wanted as LogLevel) : 'warn';
}
