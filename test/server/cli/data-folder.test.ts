import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  defaultDataFolder,
  prepareDataFolder,
  resolveDataFolder,
  type DataFolderFacts,
} from '../../../server/cli/data-folder.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';

const WINDOWS_HOME = 'C:\\Users\\anna';

describe('defaultDataFolder', () => {
  it.each<[string, DataFolderFacts]>([
    ['/home/anna/.local/share/porchlight', { platform: 'linux', env: {}, homeFolder: '/home/anna' }],
    ['/data/porchlight', { platform: 'linux', env: { XDG_DATA_HOME: '/data' }, homeFolder: '/home/anna' }],
    [
      '/home/anna/.local/share/porchlight',
      { platform: 'linux', env: { XDG_DATA_HOME: 'relative' }, homeFolder: '/home/anna' },
    ],
    [
      '/Users/anna/Library/Application Support/Porchlight',
      { platform: 'darwin', env: { XDG_DATA_HOME: '/data' }, homeFolder: '/Users/anna' },
    ],
    [
      'D:\\Roaming\\Porchlight',
      { platform: 'win32', env: { APPDATA: 'D:\\Roaming' }, homeFolder: WINDOWS_HOME },
    ],
    [
      'C:\\Users\\anna\\AppData\\Roaming\\Porchlight',
      { platform: 'win32', env: { APPDATA: '' }, homeFolder: WINDOWS_HOME },
    ],
  ])('%s', (expected, facts) => {
    expect(defaultDataFolder(facts)).toBe(expected);
  });
});

describe('resolveDataFolder', () => {
  it('takes the given folder from where the command was typed', () => {
    const facts: DataFolderFacts = { platform: 'linux', currentFolder: '/srv', env: {}, homeFolder: '/root' };
    expect(resolveDataFolder('chat', facts)).toBe('/srv/chat');
    expect(resolveDataFolder('/elsewhere', facts)).toBe('/elsewhere');
    expect(resolveDataFolder(null, facts)).toBe('/root/.local/share/porchlight');
  });
});

describe('prepareDataFolder', () => {
  it('makes the folder for this user alone and leaves nothing in it', async () => {
    const folder = path.join(await tempDirForTest(), 'deep', 'data');

    await prepareDataFolder(folder);
    await prepareDataFolder(folder);

    expect(await readdir(folder)).toEqual([]);
    if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o077).toBe(0);
  });

  it('says so when a file is in its place', async () => {
    const file = path.join(await tempDirForTest(), 'file');
    await writeFile(file, '');

    for (const folder of [file, path.join(file, 'below')]) {
      await expect(prepareDataFolder(folder)).rejects.toMatchObject({
        name: 'DataFolderError',
        code: 'not_a_folder',
      });
    }
  });

  it.skipIf(process.platform !== 'linux')('says so when the system forbids it', async () => {
    await expect(prepareDataFolder('/proc/porchlight')).rejects.toMatchObject({ code: 'not_writable' });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says so when it is read-only',
    async () => {
      const folder = path.join(await tempDirForTest(), 'data');
      await mkdir(folder, { mode: 0o500 });
      await expect(prepareDataFolder(folder)).rejects.toMatchObject({ code: 'not_writable' });
    },
  );
});
