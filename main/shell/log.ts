/** Where the shell tells what happened: a stable snake_case event and what belongs to it. No call throws or waits. */
export interface ShellLog {
  info: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  error: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
}
