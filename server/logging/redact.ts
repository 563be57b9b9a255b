const HIDDEN = '[hidden]';
const STRING_MAX_CHARS = 2_000;
/** Deep enough for any event of ours; a bound against cycles and giant objects. */
const DEPTH_MAX = 6;
const ENTRIES_MAX = 100;

/** Words that mark a field as secret, wherever in its name they stand: `setupToken`, `new-password`, `apiKey`. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  ['password', 'passphrase', 'token', 'pin', 'cookie', 'authorization', 'secret', 'key'].flatMap((word) => [
    word,
    `${word}s`,
  ]),
);
/** Secrets inside text: query and fragment parameters of links, and Authorization headers. */
const SECRET_PARAMETER = /([?&#;](?:[\w-]*(?:token|password|pin|secret|key))=)[^&#;\s"']+/gi;
const BEARER = /\b(Bearer\s+)[\w.~+/=-]+/gi;
/** Line feeds and tabs may stay: JSON escapes them. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/**
 * Makes fields safe to write to a log: secrets hidden, strings without control characters and at most 2,000
 * characters, errors with their code, stack and causes, everything plain JSON. Never throws.
 */
export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    return redactEntries(Object.entries(fields), 0);
  } catch {
    // A getter or a proxy that throws: the event itself still matters.
    return { unreadable: true };
  }
}

/** A string as logs hold it. */
export function redactText(text: string): string {
  const cut = text.length > STRING_MAX_CHARS ? `${text.slice(0, STRING_MAX_CHARS)}…` : text;
  return cut
    .toWellFormed()
    .replace(CONTROLS, '')
    .replace(SECRET_PARAMETER, `$1${HIDDEN}`)
    .replace(BEARER, `$1${HIDDEN}`);
}

function redactEntries(
  entries: readonly (readonly [string, unknown])[],
  depth: number,
): Record<string, unknown> {
  const plain = entries
    .slice(0, ENTRIES_MAX)
    .map(([key, value]) => [redactText(key), isSecret(key, value) ? HIDDEN : redactValue(value, depth)]);
  return Object.fromEntries(plain) as Record<string, unknown>;
}

/** Yes, no and nothing give no secret away: `pinRequired: true` stays readable. */
function isSecret(key: string, value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'boolean') return false;
  return words(key).some((word) => SECRET_WORDS.has(word));
}

function words(key: string): string[] {
  return key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

function redactValue(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'bigint':
    case 'symbol':
      return String(value);
    case 'function':
      return '[function]';
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      return value === null ? null : redactObject(value, depth);
    default:
      return value;
  }
}

function redactObject(value: object, depth: number): unknown {
  if (depth >= DEPTH_MAX) return '[deeper]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => [String(key), item] as const);
    return redactEntries(entries, depth + 1);
  }
  if (Array.isArray(value) || value instanceof Set) {
    return [...(value as Iterable<unknown>)]
      .slice(0, ENTRIES_MAX)
      .map((item) => redactValue(item, depth + 1));
  }
  return redactEntries(Object.entries(value), depth + 1);
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    message: redactText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
  };
}
