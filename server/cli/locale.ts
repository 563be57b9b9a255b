/** The languages that the terminal speaks. */
export type TerminalLanguage = 'en' | 'zh';

/**
 * The language of the terminal: POSIX variables in their order of precedence, then the system's own setting,
 * which is all that Windows has.
 */
export function terminalLanguage(
  env: NodeJS.ProcessEnv = process.env,
  systemLocale: () => string = () => new Intl.DateTimeFormat().resolvedOptions().locale,
): TerminalLanguage {
  // An empty variable counts as not set. "C" and "POSIX" name no language, so English, the source's, it is.
  const posix = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  return /^zh\b|^zh_/i.test(posix ?? systemLocale()) ? 'zh' : 'en';
}
