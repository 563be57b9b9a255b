import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface DataFolderFacts {
  platform?: NodeJS.Platform;
  env?: NodeJS.ProcessEnv;
  homeFolder?: string;
  currentFolder?: string;
}

/**
 * The absolute path of the folder that holds everything: the one given, or the platform's own place.
 *
 * @param given from `--data`, relative to the current folder; null for the default
 */
export function resolveDataFolder(given: string | null, facts: DataFolderFacts = {}): string {
  const { platform = process.platform, currentFolder = process.cwd() } = facts;
  return given === null ? defaultDataFolder(facts) : pathOf(platform).resolve(currentFolder, given);
}

/** `~/.local/share/porchlight`, `~/Library/Application Support/Porchlight` or `%APPDATA%\Porchlight`. */
export function defaultDataFolder({
  platform = process.platform,
  env = process.env,
  homeFolder = os.homedir(),
}: DataFolderFacts = {}): string {
  const paths = pathOf(platform);
  const folderOr = (folder: string | undefined, fallback: string): string =>
    folder !== undefined && paths.isAbsolute(folder) ? folder : fallback;
  switch (platform) {
    case 'win32':
      return paths.join(folderOr(env['APPDATA'], paths.join(homeFolder, 'AppData', 'Roaming')), 'Porchlight');
    case 'darwin':
      return paths.join(homeFolder, 'Library', 'Application Support', 'Porchlight');
    default: {
      // The XDG base directory specification: a relative path there must be ignored.
      return paths.join(
        folderOr(env['XDG_DATA_HOME'], paths.join(homeFolder, '.local', 'share')),
        'porchlight',
      );
    }
  }
}

/** The data folder can't be used. The message is one sentence for people; the exit code is `EXIT.dataFolderNotWritable`. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  readonly code: 'not_writable' | 'disk_full' | 'not_a_folder';

  constructor(code: DataFolderError['code'], sentence: string, cause: unknown) {
    super(sentence, { cause });
    this.code = code;
  }
}

/**
 * Makes the folder if need be, for this user only, and proves that it can be written to.
 *
 * @throws {DataFolderError} when it can't
 */
export async function prepareDataFolder(folder: string): Promise<void> {
  const probe = path.join(folder, `.write-test-${process.pid}`);
  try {
    await makeFolder(path.resolve(folder));
    await writeFile(probe, 'Porchlight\n', { mode: 0o600 });
  } catch (error) {
    throw asDataFolderError(folder, error);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/**
 * Like `mkdir` with `recursive`, which goes round for ever on file systems that answer ENOENT although the
 * parent is there (/proc is one), using up a thread of the pool.
 */
async function makeFolder(folder: string): Promise<void> {
  if (await makeOneFolder(folder)) return;
  await makeFolder(path.dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch(async (error: unknown) => {
    // Another host may start at the same moment.
    if (!(await isFolder(folder))) throw error;
  });
}

/** False when the parent is missing too. */
async function makeOneFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (await isFolder(folder)) return true;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && path.dirname(folder) !== folder) return false;
    throw error;
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function asDataFolderError(folder: string, error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new DataFolderError('disk_full', `The disk is full: nothing can be stored in ${folder}.`, error);
    case 'EEXIST':
    case 'ENOTDIR':
      return new DataFolderError(
        'not_a_folder',
        `${folder} can’t be the data folder: there is a file in its place.`,
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EIO':
    case 'ENOENT':
    case 'ENAMETOOLONG':
    case 'EINVAL':
      return new DataFolderError('not_writable', `The data folder can’t be written to: ${folder}.`, error);
    default:
      return error;
  }
}

function pathOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}
