import { execFileSync } from 'node:child_process';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { checkPackage, type PackageTarget } from '../../scripts/packaging/check-package.ts';
import { measurePackages, sizeLines } from '../../scripts/packaging/package-sizes.ts';
import { PROJECT_ROOT } from '../../scripts/project-root.ts';
import { readFuses } from '../support/electron-stub/fuse-wire.ts';
import { tempDirForTest } from '../support/temp-dir.ts';

/** The app's own part of an installation, beside Electron's some 250 MB. */
const OWN_PART_MAX_BYTES = 45e6;

const packages = inject('packages');
const app = path.join(packages, 'linux-unpacked');
const resources = path.join(app, 'resources');
const here = { platform: 'linux', arch: process.arch } as PackageTarget;

/** The packed app with something changed: `change` gets its files, unpacked. */
async function changedPackage(change: (files: string) => Promise<void>): Promise<string> {
  const folder = await tempDirForTest();
  const files = path.join(folder, 'files');
  extractAll(path.join(resources, 'app.asar'), files);
  await change(files);
  await createPackageWithOptions(files, path.join(folder, 'app.asar'), {
    dot: true,
    unpack: '{**/*.node,**/node_modules/@img/**}',
  });
  return folder;
}

/** Each with what the check says of a package that lacks it. */
const NEEDED = [
  [`node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`, 'is missing.'],
  [`node_modules/@img/sharp-linux-${process.arch}/`, 'has no native.'],
  [`node_modules/@img/sharp-libvips-linux-${process.arch}/`, 'has no library.'],
  ['dist/renderer/admin/index.html', 'is missing.'],
  ['dist/renderer/index.html', 'is missing.'],
  ['dist/main/index.js', 'is missing.'],
  ['dist/main/preload/admin-preload.cjs', 'is missing.'],
  ['dist/server/storage/writer/writer-thread.js', 'is missing.'],
  ['node_modules/express/package.json', 'is missing.'],
  ['assets/tray/on-panel.png', 'is missing.'],
] as const;

/** Each with what the check says of a package that holds it. */
const UNWANTED = [
  ['dist/main/index.ts', 'is a source.'],
  ['dist/main/index.js.map', 'is a source map.'],
  ['test/some.test.js', 'is a test.'],
  ['dist/.env', 'is a hidden file.'],
  ['node_modules/better-sqlite3/src/better_sqlite3.cpp', 'is a source of the database.'],
  ['node_modules/better-sqlite3/prebuilds/win32-x64.node', 'is for another system.'],
] as const;

describe('the packed app', () => {
  it('is whole, and holds nothing that it does not need', async () => {
    expect(await checkPackage(resources, PROJECT_ROOT, here)).toEqual([]);
  });

  it('is refused for each thing that is missing, by its name', async () => {
    const changed = await changedPackage(async (files) => {
      for (const [file] of NEEDED) await rm(path.join(files, file), { recursive: true });
    });
    expect(await checkPackage(changed, PROJECT_ROOT, here)).toEqual(
      expect.arrayContaining(NEEDED.map(([file, complaint]) => `${file} ${complaint}`)),
    );
  });

  it('is refused for each thing that must not be in it, by its name, and for nothing else', async () => {
    const changed = await changedPackage(async (files) => {
      for (const [file] of UNWANTED) await cp(path.join(files, 'LICENSE'), path.join(files, file));
    });
    const problems = await checkPackage(changed, PROJECT_ROOT, here);
    expect(problems.sort()).toEqual(
      [
        ...UNWANTED.map(([file, complaint]) => `${file} ${complaint}`),
        'test does not belong into the package.',
      ].sort(),
    );
  });

  it('is refused where a native stays inside the archive', async () => {
    const folder = await tempDirForTest();
    await cp(path.join(resources, 'app.asar'), path.join(folder, 'app.asar'));
    const problems = await checkPackage(folder, PROJECT_ROOT, here);
    expect(problems).toContain(
      `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node is not unpacked.`,
    );
  });

  it.each(['win32', 'darwin'] as const)('is refused as a package for %s', async (platform) => {
    const problems = await checkPackage(resources, PROJECT_ROOT, { platform, arch: 'x64' });
    expect(problems).toContain(`node_modules/better-sqlite3/prebuilds/${platform}-x64.node is missing.`);
    expect(problems).toContain(`node_modules/@img/sharp-${platform}-x64/ has no native.`);
  });

  it('has the fuses of the settings in its binary', async () => {
    expect(readFuses(await readFile(path.join(app, 'porchlight')))).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('brings the languages that Porchlight speaks, and no others', async () => {
    expect((await readdir(path.join(app, 'locales'))).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
  });

  it('is small', async () => {
    const sizes = await measurePackages(packages);
    process.stdout.write(`Sizes without Electron's own part:\n${sizeLines(sizes)}`);
    const unpacked = sizes.find(({ name }) => name === 'linux-unpacked')!;
    expect(unpacked.bytes).toBeLessThan(OWN_PART_MAX_BYTES);
  });
});

describe('the .deb', () => {
  let folder: string;
  let control: string;
  beforeAll(async () => {
    const name = (await readdir(packages)).find((file) => file.endsWith('.deb'))!;
    folder = path.join(packages, 'deb-contents');
    const deb = path.join(packages, name);
    execFileSync('dpkg-deb', ['--extract', deb, folder]);
    control = execFileSync('dpkg-deb', ['--field', deb], { encoding: 'utf8' });
  });

  it('says what it is and what it needs', () => {
    expect(control).toContain('Package: porchlight\n');
    expect(control).toContain('Section: net\n');
    expect(control).toMatch(/^Depends: .*libgtk-3-0/m);
  });

  it('has the whole app and its icons', async () => {
    expect(await checkPackage(path.join(folder, 'opt/Porchlight/resources'), PROJECT_ROOT, here)).toEqual([]);
    const sizes = await readdir(path.join(folder, 'usr/share/icons/hicolor'));
    expect(sizes.sort()).toEqual((await iconSizes()).sort());
  });

  it('has a desktop entry that starts the app, opens links and speaks Chinese', async () => {
    const entry = await readFile(path.join(folder, 'usr/share/applications/porchlight.desktop'), 'utf8');
    expect(entry.split('\n')).toEqual(
      expect.arrayContaining([
        'Name=Porchlight',
        'Exec=/opt/Porchlight/porchlight %U',
        'Icon=porchlight',
        'StartupWMClass=porchlight',
        'Categories=Network;InstantMessaging;Chat;',
        'MimeType=x-scheme-handler/porchlight;',
        expect.stringMatching(/^Comment\[zh_CN\]=\p{Script=Han}/u),
      ]),
    );
  });
});

async function iconSizes(): Promise<string[]> {
  const files = await readdir(path.join(PROJECT_ROOT, 'packaging/icons'));
  return files.map((file) => path.parse(file).name);
}
