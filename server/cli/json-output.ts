/** Where the host can be opened, for programs that started it. */
export interface Listening {
  /** Best first. */
  urls: readonly string[];
  port: number;
  /** Until an owner exists; null after that. */
  setupUrl: string | null;
}

export interface JsonOutput {
  listening(facts: Listening): void;
  stopped(): void;
}

/** The lines of `--json`: one object a line, and nothing else ever on stdout. */
export function createJsonOutput(stdout: { write(text: string): unknown } = process.stdout): JsonOutput {
  const writeLine = (line: object): void => {
    stdout.write(`${JSON.stringify(line)}\n`);
  };
  return {
    listening: ({ urls, port, setupUrl }) =>
      writeLine({ event: 'listening', urls, port, ...(setupUrl === null ? {} : { setupUrl }) }),
    stopped: () => writeLine({ event: 'stopped' }),
  };
}
