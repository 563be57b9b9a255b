import { rename } from 'node:fs/promises';
import path from 'node:path';
import type { DesktopSettings, DesktopSettingsChange } from '../bridge/contract.ts';
import type { ShellLog } from '../shell/log.ts';
import { readTextFile, replaceFile } from './json-file.ts';
import { DEFAULT_SETTINGS, parseSettings, withChange } from './settings-values.ts';

/** The desktop's own settings, kept in a file beside the host's data. */
export interface SettingsStore {
  get: () => DesktopSettings;
  /**
   * Holds from this moment on; resolves once it is on disk.
   *
   * @throws SettingsError where it could not be written: it then holds until the app ends
   */
  change: (change: DesktopSettingsChange) => Promise<void>;
}

export class SettingsError extends Error {
  readonly code = 'settings_not_saved';
}

export interface SettingsOptions {
  /** Normally `<userData>/desktop.json`. */
  file: string;
  log: ShellLog;
  now?: () => Date;
}

/**
 * Reads the settings. A file that is not sound is kept aside under another name and told of in the log; what could
 * be read of it holds. Never throws: without its settings the app still hosts.
 */
export async function openSettings({
  file,
  log,
  now = () => new Date(),
}: SettingsOptions): Promise<SettingsStore> {
  let settings = await readSettings(file, log, now);
  let lastWrite: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    try {
      await replaceFile(file, `${JSON.stringify(settings, null, 2)}\n`);
    } catch (error) {
      log.error('settings_not_saved', { file: path.basename(file), reason: String(error) });
      throw new SettingsError('The settings could not be written.', { cause: error });
    }
  };
  return {
    get: () => settings,
    change(change) {
      settings = withChange(settings, change);
      // One after the other; each writes what holds by then, so the last write has it all.
      lastWrite = lastWrite.then(write, write);
      return lastWrite;
    },
  };
}

async function readSettings(file: string, log: ShellLog, now: () => Date): Promise<DesktopSettings> {
  try {
    const text = await readTextFile(file);
    if (text === null) return DEFAULT_SETTINGS;
    const { settings, isDamaged } = parseSettings(text);
    if (isDamaged) await keepAside(file, log, now());
    return settings;
  } catch (error) {
    log.error('settings_not_read', { file: path.basename(file), reason: String(error) });
    return DEFAULT_SETTINGS;
  }
}

async function keepAside(file: string, log: ShellLog, date: Date): Promise<void> {
  // Windows allows no colons in names.
  const aside = `${file}.damaged-${date.toISOString().replaceAll(':', '-')}`;
  await rename(file, aside);
  log.warn('settings_damaged', {
    message: `The settings file was damaged. It is kept as ${path.basename(aside)}; what could be read of it holds.`,
  });
}
