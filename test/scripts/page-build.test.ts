import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildPage, isPageStale, type PageBuilder } from '../../scripts/page-build.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

let root: string;
beforeEach(async () => {
  root = await tempDirForTest();
  await write('renderer/page/main.tsx', 'page', -60);
  await write('server/protocol/ids.ts', 'ids', -60);
  await write('vite.config.ts', 'config', -60);
  await write('package-lock.json', '{}', -60);
  for (const folder of ['renderer/page', 'renderer', 'server/protocol']) await touch(folder, -60);
});

async function write(file: string, text: string, ageSeconds = 0): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
  await touch(file, ageSeconds);
}

async function touch(file: string, offsetSeconds: number): Promise<void> {
  const time = new Date(Date.now() + offsetSeconds * 1000);
  await utimes(path.join(root, file), time, time);
}

/** Writes what a bundler does: a page that names its asset. */
function builder(name: string, beforePage = () => Promise.resolve()): PageBuilder {
  return async (folder) => {
    await mkdir(path.join(folder, 'assets'));
    await writeFile(path.join(folder, 'assets', `${name}.js`), name);
    await beforePage();
    await writeFile(path.join(folder, 'index.html'), `assets/${name}.js`);
  };
}

const read = (file: string) => readFile(path.join(root, 'dist/renderer', file), 'utf8');

/** Reads the page and its asset again and again; gives how often. Throws where they do not fit. */
async function readPagesUntil(signal: AbortSignal): Promise<number> {
  let reads = 0;
  for (; !signal.aborted; reads++) {
    const asset = await read('index.html');
    expect(await read(asset)).toBe(path.basename(asset, '.js'));
  }
  return reads;
}

describe('isPageStale', () => {
  it('is true where nothing was built', async () => {
    expect(await isPageStale(root)).toBe(true);
  });

  it('is false after a build', async () => {
    await buildPage(root, builder('one'));
    expect(await isPageStale(root)).toBe(false);
  });

  it.each(['renderer/page/main.tsx', 'server/protocol/ids.ts', 'vite.config.ts', 'package-lock.json'])(
    'is true once %s is newer than the build',
    async (file) => {
      await buildPage(root, builder('one'));
      await touch(file, 60);
      expect(await isPageStale(root)).toBe(true);
    },
  );

  it('is true once a source was added or removed, which changes its folder', async () => {
    await buildPage(root, builder('one'));
    await touch('renderer/page', 60);
    expect(await isPageStale(root)).toBe(true);
  });

  it('is true where a source changed while the build ran', async () => {
    await buildPage(
      root,
      builder('one', async () => {
        await touch('renderer/page/main.tsx', 1);
      }),
    );
    expect(await isPageStale(root)).toBe(true);
  });

  it('is true where the page itself is gone', async () => {
    await buildPage(root, builder('one'));
    await rm(path.join(root, 'dist/renderer/index.html'));
    expect(await isPageStale(root)).toBe(true);
  });
});

describe('buildPage', () => {
  it('puts the pages into dist/renderer and leaves nothing else behind', async () => {
    await buildPage(root, builder('one'));
    expect(await read(await read('index.html'))).toBe('one');
    expect((await readdir(path.join(root, 'dist'))).sort()).toEqual(['.renderer-built', 'renderer']);
  });

  it('keeps the old page whole when a build fails', async () => {
    await buildPage(root, builder('one'));
    const failing = builder('two', () => Promise.reject(new Error('broken source')));
    await expect(buildPage(root, failing)).rejects.toThrow('broken source');
    expect(await read(await read('index.html'))).toBe('one');
    expect((await readdir(path.join(root, 'dist'))).sort()).toEqual(['.renderer-built', 'renderer']);
  });

  it('keeps the files of the page before for those who still read it, and drops old ones', async () => {
    await buildPage(root, builder('one'));
    await buildPage(root, builder('two'));
    expect(await read('assets/one.js')).toBe('one');
    await touch('dist/renderer/assets/one.js', -25 * 60 * 60);
    await buildPage(root, builder('three'));
    expect(existsSync(path.join(root, 'dist/renderer/assets/one.js'))).toBe(false);
    expect(await read('assets/two.js')).toBe('two');
  });

  it('never shows half a page while several builds run at once', async () => {
    await buildPage(root, builder('first'));
    const stop = new AbortController();
    const reader = readPagesUntil(stop.signal);
    await Promise.all(Array.from({ length: 12 }, (_, index) => buildPage(root, builder(`build-${index}`))));
    stop.abort();
    expect(await reader).toBeGreaterThan(0);
    expect(await isPageStale(root)).toBe(false);
  });
});
