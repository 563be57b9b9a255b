/** Flags of the host that the desktop app hands on, with and without a value. */
const WITH_VALUE = new Set(['--port', '--bind', '--name']);
const ALONE = new Set(['--no-mdns', '--no-rate-limits']);

/**
 * What of this program's arguments is meant for the host. Where a link started the program nothing is taken: whoever
 * made the link must not set flags with it.
 */
export function serverFlags(argv: readonly string[]): string[] {
  if (argv.some((argument) => argument.toLowerCase().startsWith('porchlight:'))) return [];
  const flags: string[] = [];
  for (const [index, argument] of argv.entries()) {
    const [name = '', value] = argument.split('=', 2);
    if (ALONE.has(argument)) flags.push(argument);
    else if (WITH_VALUE.has(name)) {
      const given = value ?? argv[index + 1];
      if (given !== undefined) flags.push(`${name}=${given}`);
    }
  }
  return flags;
}
