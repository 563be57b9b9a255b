import { readdir, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSettings, SettingsError } from '../../../main/settings/settings-store.ts';
import { DEFAULT_SETTINGS, parseSettings, withChange } from '../../../main/settings/settings-values.ts';
import { tempDirForTest } from '../../support/temp-dir.ts';
import { keptLog } from '../support/scripted-shell.ts';

async function settingsFile(text?: string) {
  const folder = await tempDirForTest();
  const file = path.join(folder, 'desktop.json');
  if (text !== undefined) await writeFile(file, text);
  const log = keptLog();
  const open = () => openSettings({ file, log, now: () => new Date(0) });
  return { folder, file, log, open };
}

describe('parseSettings', () => {
  it('fills in what an older version did not know', () => {
    expect(parseSettings('{"language":"zh-CN"}')).toEqual({
      settings: { ...DEFAULT_SETTINGS, language: 'zh-CN' },
      isDamaged: false,
    });
  });

  it.each(['', '{', 'null', '[]', '7', '"desktop"'])('takes the defaults for %j', (text) => {
    expect(parseSettings(text)).toEqual({ settings: DEFAULT_SETTINGS, isDamaged: true });
  });

  it('keeps the sound fields of a damaged file', () => {
    const text = JSON.stringify({ language: 'xx', keepAwake: false, updateFeed: 'file:///etc/passwd' });
    expect(parseSettings(text)).toEqual({
      settings: { ...DEFAULT_SETTINGS, keepAwake: false },
      isDamaged: true,
    });
  });
});

describe('withChange', () => {
  it('changes what is named, also to nothing', () => {
    const feed = withChange(DEFAULT_SETTINGS, { updateFeed: 'https://updates.example/' });
    expect(feed.updateFeed).toBe('https://updates.example/');
    expect(withChange(feed, { keepAwake: false }).updateFeed).toBe('https://updates.example/');
    expect(withChange(feed, { updateFeed: null }).updateFeed).toBeNull();
    expect(withChange(feed, { keepAwake: undefined, updateFeed: undefined })).toEqual(feed);
  });
});

describe('openSettings', () => {
  it('starts with the defaults and writes nothing by itself', async () => {
    const { folder, open } = await settingsFile();
    expect((await open()).get()).toEqual(DEFAULT_SETTINGS);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps changes over a restart and leaves no other file', async () => {
    const { folder, open } = await settingsFile();
    const store = await open();
    await Promise.all([
      store.change({ keepAwake: false }),
      store.change({ language: 'zh-CN' }),
      store.change({ notifications: false }),
    ]);
    expect((await open()).get()).toEqual({
      ...DEFAULT_SETTINGS,
      keepAwake: false,
      language: 'zh-CN',
      notifications: false,
    });
    expect(await readdir(folder)).toEqual(['desktop.json']);
  });

  it('holds a change at once, before it is on disk', async () => {
    const { open } = await settingsFile();
    const store = await open();
    const written = store.change({ startAtLogin: true });
    expect(store.get().startAtLogin).toBe(true);
    await written;
  });

  it('keeps a damaged file aside, says so, and goes on with what could be read', async () => {
    const damaged = '{"keepAwake":false,"language":7}';
    const { folder, log, open } = await settingsFile(damaged);
    expect((await open()).get()).toEqual({ ...DEFAULT_SETTINGS, keepAwake: false });
    const [aside] = await readdir(folder);
    expect(aside).toBe('desktop.json.damaged-1970-01-01T00-00-00.000Z');
    expect(await readFile(path.join(folder, aside ?? ''), 'utf8')).toBe(damaged);
    expect(log.events).toEqual(['settings_damaged']);
  });

  it('starts also where the file cannot be read at all', async () => {
    const { file, log, open } = await settingsFile();
    await mkdir(file);
    expect((await open()).get()).toEqual(DEFAULT_SETTINGS);
    expect(log.events).toEqual(['settings_not_read']);
  });

  it('tells where a change could not be written, keeps it for now, and writes it with the next one', async () => {
    const { folder, open } = await settingsFile();
    const store = await open();
    await rm(folder, { recursive: true });
    await expect(store.change({ keepAwake: false })).rejects.toThrow(SettingsError);
    expect(store.get().keepAwake).toBe(false);
    await mkdir(folder);
    await store.change({ language: 'en' });
    expect((await open()).get()).toMatchObject({ keepAwake: false, language: 'en' });
  });
});
