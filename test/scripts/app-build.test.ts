import { cp, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildApp, isAppStale } from '../../scripts/app-build.ts';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

const COMPILER_MS = 60_000;

let root: string;
/** A small project with a shell, a server, and data beside both. */
beforeEach(async () => {
  root = await tempDirForTest();
  await symlink(path.join(PROJECT_ROOT, 'node_modules'), path.join(root, 'node_modules'));
  for (const file of ['tsconfig.base.json', 'tsconfig.build.json', 'package.json']) {
    await cp(path.join(PROJECT_ROOT, file), path.join(root, file));
  }
  await put(
    'main/index.ts',
    "import { name } from '../server/name.ts';\nexport const title: string = name;\n",
  );
  await put('main/preload.cjs', "require('electron');\n");
  await put('server/index.ts', "export * from './name.ts';\n");
  await put('server/name.ts', "export const name = 'Ridge House';\n");
  await put('server/words.txt', 'lamp');
  await put('server/README.md', '# server');
});

async function put(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

const built = (file: string) => readFile(path.join(root, 'dist', file), 'utf8');

describe('buildApp', () => {
  it('makes plain JavaScript that runs, with what is read beside it', { timeout: COMPILER_MS }, async () => {
    await buildApp(root);
    const shell = (await import(path.join(root, 'dist/main/index.js'))) as { title: string };
    expect(shell.title).toBe('Ridge House');
    expect(await built('main/preload.cjs')).toBe("require('electron');\n");
    expect(await built('server/words.txt')).toBe('lamp');
    await expect(built('server/README.md')).rejects.toThrow('ENOENT');
    await expect(built('server/name.ts')).rejects.toThrow('ENOENT');
  });

  it('leaves nothing of a source that has gone', { timeout: COMPILER_MS }, async () => {
    await put('server/old.ts', 'export {};\n');
    await buildApp(root);
    await rm(path.join(root, 'server/old.ts'));
    await buildApp(root);
    await expect(built('server/old.js')).rejects.toThrow('ENOENT');
  });

  it('says what it could not read, and keeps the last build', { timeout: COMPILER_MS }, async () => {
    await buildApp(root);
    await put('main/index.ts', 'export const = ;\n');
    await expect(buildApp(root)).rejects.toThrow(/could not be compiled[^]*main\/index\.ts/);
    expect(await built('main/index.js')).toContain('title');
  });
});

describe('isAppStale', () => {
  it(
    'knows what was never built, what changed since, and what is gone',
    { timeout: COMPILER_MS },
    async () => {
      expect(await isAppStale(root)).toBe(true);
      await buildApp(root);
      expect(await isAppStale(root)).toBe(false);
      const later = new Date(Date.now() + 1000);
      await utimes(path.join(root, 'server/words.txt'), later, later);
      expect(await isAppStale(root)).toBe(true);
      await buildApp(root);
      await rm(path.join(root, 'dist/main/index.js'));
      expect(await isAppStale(root)).toBe(true);
    },
  );
});
