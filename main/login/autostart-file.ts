import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { readTextFile, replaceFile } from '../settings/json-file.ts';

/** Where a Linux desktop looks for what it starts at sign-in (XDG Autostart, version 0.5). */
export function autostartFile(env: NodeJS.ProcessEnv, home: string): string {
  const config = env['XDG_CONFIG_HOME'];
  // The XDG base directory specification has relative paths ignored.
  const folder = config && path.isAbsolute(config) ? config : path.join(home, '.config');
  return path.join(folder, 'autostart', 'porchlight.desktop');
}

/**
 * The text of an autostart entry.
 *
 * @param command the program and its arguments, as they are
 */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Porchlight',
    'Comment=Chat for everyone on this network',
    'Comment[zh_CN]=让同一网络里的人都能聊天',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=porchlight',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether an entry is there and not switched off, as the settings of a desktop do it. */
export function isAutostartOn(text: string | null): boolean {
  if (text === null) return false;
  return (
    !/^\s*Hidden\s*=\s*true\s*$/m.test(text) && !/^\s*X-GNOME-Autostart-enabled\s*=\s*false\s*$/m.test(text)
  );
}

/** @throws the system's error */
export async function writeAutostart(file: string, command: readonly string[] | null): Promise<void> {
  if (command === null) return rm(file, { force: true });
  await mkdir(path.dirname(file), { recursive: true });
  await replaceFile(file, autostartEntry(command));
}

/** @throws the system's error, save for a file that is not there */
export async function readAutostart(file: string): Promise<boolean> {
  return isAutostartOn(await readTextFile(file));
}

/**
 * One argument of an Exec line (Desktop Entry Specification 1.5, "The Exec key"): quoted, its four special
 * characters escaped, then every backslash and line break once more, as in every value that is a string; % begins a
 * field code.
 */
function quoted(argument: string): string {
  const inQuotes = argument.replace(/["`$\\]/g, '\\$&');
  const asString = inQuotes.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${asString.replaceAll('%', '%%')}"`;
}
