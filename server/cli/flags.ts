import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { LIMITS } from '../protocol/limits.ts';
import { lineSchema } from '../protocol/text.ts';

const PORT_MAX = 65_535;

const FLAGS = {
  port: { type: 'string' },
  data: { type: 'string' },
  name: { type: 'string' },
  bind: { type: 'string' },
  'https-port': { type: 'string' },
  'no-mdns': { type: 'boolean' },
  'no-rate-limits': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type FlagName = keyof typeof FLAGS;

/** What the person at the command line asked for; null means "not said". */
export interface RunOptions {
  /** 0 takes any free port. */
  port: number | null;
  /** As given; `resolveDataFolder` makes it absolute. */
  dataFolder: string | null;
  /** The network's display name, cleaned. */
  name: string | null;
  /** An IP literal without brackets. */
  bind: string | null;
  hasMdns: boolean;
  hasRateLimits: boolean;
  /** JSON lines on stdout in place of the greeting. */
  isJson: boolean;
}

export type ParsedFlags =
  | { kind: 'run'; options: RunOptions }
  | { kind: 'help' }
  | { kind: 'version' }
  /** One line for stderr; the exit code is `EXIT.usage`. */
  | { kind: 'error'; sentence: string };

/** Why a command line can't be followed. Stays inside this file: callers get it as `kind: 'error'`. */
class FlagError extends Error {
  override readonly name = 'FlagError';
}

/**
 * Reads the command line. Strict: unknown flags, positional arguments and bad values are errors, each one
 * line. Given twice, the last value counts, so that scripts can append.
 *
 * @param args without the program and the script
 */
export function parseFlags(args: readonly string[]): ParsedFlags {
  try {
    return read(args);
  } catch (error) {
    if (error instanceof FlagError) return { kind: 'error', sentence: error.message };
    throw error;
  }
}

function read(args: readonly string[]): ParsedFlags {
  const given = readTokens(args);
  if (given.has('help')) return { kind: 'help' };
  if (given.has('version')) return { kind: 'version' };
  if (given.has('https-port'))
    throw new FlagError('This version serves plain http only: --https-port can’t be used.');
  return {
    kind: 'run',
    options: {
      port: readFlag(given, 'port', readPort),
      dataFolder: readFlag(given, 'data', readFolder),
      name: readFlag(given, 'name', readName),
      bind: readFlag(given, 'bind', readBind),
      hasMdns: !given.has('no-mdns'),
      hasRateLimits: !given.has('no-rate-limits'),
      isJson: given.has('json'),
    },
  };
}

/**
 * Checks what parseArgs found by its own tokens, because the messages of its strict mode run over several
 * sentences and speak of options in the code's terms.
 */
function readTokens(args: readonly string[]): Map<FlagName, string> {
  const { tokens } = parseArgs({ args: [...args], options: FLAGS, strict: false, tokens: true });
  const given = new Map<FlagName, string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      throw new FlagError(
        `Unexpected argument ${quote(token.value)}: everything is set by flags (see --help).`,
      );
    }
    const { name, rawName, value, inlineValue } = token;
    if (!isFlagName(name)) throw new FlagError(`Unknown flag ${quote(rawName)} (see --help).`);
    if (FLAGS[name].type === 'boolean') {
      if (value !== undefined) throw new FlagError(`--${name} takes no value.`);
      given.set(name, '');
      continue;
    }
    const isNextFlag = inlineValue === false && /^-[^\d]/.test(value);
    if (value === undefined || value === '' || isNextFlag) throw new FlagError(`--${name} needs a value.`);
    given.set(name, value);
  }
  return given;
}

function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}

function readFlag<Value>(
  given: ReadonlyMap<FlagName, string>,
  name: FlagName,
  readValue: (text: string) => Value,
): Value | null {
  const text = given.get(name);
  return text === undefined ? null : readValue(text);
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= PORT_MAX) return port;
  throw new FlagError(`--port must be a number from 0 to ${PORT_MAX}, not ${quote(text)}.`);
}

function readFolder(text: string): string {
  if (text.includes('\0')) throw new FlagError('--data must be a folder’s path.');
  return text;
}

function readName(text: string): string {
  const parsed = lineSchema(LIMITS.serverNameMaxChars).safeParse(text);
  if (parsed.success) return parsed.data;
  throw new FlagError(`--name must be 1 to ${LIMITS.serverNameMaxChars} characters.`);
}

function readBind(text: string): string {
  const address = text.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0) return address;
  throw new FlagError(`--bind must be an IP address such as 0.0.0.0 or 192.168.1.20, not ${quote(text)}.`);
}

/** Keeps the sentence on one line whatever was typed. */
function quote(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
  return `“${line.length > 60 ? `${line.slice(0, 60)}…` : line}”`;
}
