/** What may be written to a stream besides plain text. */
export interface TerminalStyle {
  /** A person is looking: false for pipes and files. */
  isTerminal: boolean;
  /** ANSI colours and weights. */
  hasColour: boolean;
  /** Width in characters. */
  columns: number;
}

const COLUMNS_UNKNOWN = 80;

/** Reads a stream's abilities. NO_COLOR with any value switches colour off (no-color.org), as does a dumb terminal. */
export function terminalStyle(
  stream: { isTTY?: boolean | undefined; columns?: number | undefined } = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): TerminalStyle {
  const isTerminal = stream.isTTY === true && env['TERM'] !== 'dumb';
  return {
    isTerminal,
    hasColour: isTerminal && !env['NO_COLOR'],
    // Some pseudo-terminals report a width of 0.
    columns: stream.columns !== undefined && stream.columns > 0 ? stream.columns : COLUMNS_UNKNOWN,
  };
}
