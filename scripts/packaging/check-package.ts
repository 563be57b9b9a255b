import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getRawHeader, type DirectoryRecord } from '@electron/asar';

/** As electron-builder and Node name them. */
export interface PackageTarget {
  platform: 'linux' | 'darwin' | 'win32';
  arch: 'x64' | 'arm64';
}

/** Everything of the app that stands in the archive, and nothing else. */
const TOP_LEVEL = ['LICENSE', 'assets', 'dist', 'node_modules', 'package.json'];

/** What the chat's people and the host's own window open. */
const PAGES = ['index.html', 'admin/index.html'];

const UNWANTED: readonly { what: string; pattern: RegExp }[] = [
  { what: 'a source', pattern: /\.(ts|tsx|mts|cts|flow)$/ },
  { what: 'a source map', pattern: /\.map$/ },
  { what: 'a test', pattern: /(^|\/)(test|tests|__tests__)\/|\.test\.\w+$/ },
  { what: 'a hidden file', pattern: /(^|\/)\./ },
  { what: 'a source of the database', pattern: /^node_modules\/better-sqlite3\/(deps|src)\// },
  { what: 'a private key', pattern: /\.(pem|key|p12|pfx)$/ },
];

interface Entry {
  file: string;
  isUnpacked: boolean;
}

/**
 * What is wrong with a packaged app, a sentence each; empty where all is well.
 *
 * @param resources the folder with `app.asar` in it
 * @param root the project that was packaged: every source of its shell and server must be there, compiled
 */
export async function checkPackage(
  resources: string,
  root: string,
  target: PackageTarget,
): Promise<string[]> {
  const archive = path.join(resources, 'app.asar');
  if (!existsSync(archive)) return ['There is no app.asar.'];
  const entries = listEntries(getRawHeader(archive).header);
  const files = new Set(entries.map(({ file }) => file));
  return [
    ...(await missingFiles(files, root)),
    ...nativeProblems(entries, resources, target),
    ...unwantedFiles(entries),
  ];
}

async function missingFiles(files: ReadonlySet<string>, root: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    main: string;
    dependencies: Record<string, string>;
  };
  const needed = [
    manifest.main,
    'LICENSE',
    ...PAGES.map((page) => `dist/renderer/${page}`),
    ...(await compiledFiles(root)),
    ...(await pages(root)),
    ...(await icons(root)),
    ...Object.keys(manifest.dependencies).map((name) => `node_modules/${name}/package.json`),
  ];
  return [...new Set(needed)].filter((file) => !files.has(file)).map((file) => `${file} is missing.`);
}

/** Each source of the shell and the server, by the name that it has once compiled; and what is read beside them. */
async function compiledFiles(root: string): Promise<string[]> {
  const folders = await Promise.all(
    ['main', 'server'].map(async (folder) =>
      (await filesBelow(path.join(root, folder))).map((file) => `dist/${folder}/${file}`),
    ),
  );
  return folders
    .flat()
    .filter((file) => !file.endsWith('.md') && !file.endsWith('.d.ts'))
    .map((file) => file.replace(/\.ts$/, '.js'));
}

/** The built pages, with every file that belongs to them. */
async function pages(root: string): Promise<string[]> {
  return (await filesBelow(path.join(root, 'dist/renderer'))).map((file) => `dist/renderer/${file}`);
}

/** Pictures that the shell hands to the system; the pages have their own. */
async function icons(root: string): Promise<string[]> {
  const files = await filesBelow(path.join(root, 'assets'));
  return files
    .filter((file) => /^(tray\/[^/]+\.(png|ico)|[^/]+\.png)$/.test(file))
    .map((file) => `assets/${file}`);
}

function nativeProblems(entries: readonly Entry[], resources: string, target: PackageTarget): string[] {
  const own = `${target.platform}-${target.arch}`;
  const database = `node_modules/better-sqlite3/prebuilds/${own}.node`;
  const natives = entries.filter(({ file }) => file.endsWith('.node'));
  const pictures = `node_modules/@img/sharp-${own}/`;
  // On Windows the library lies beside the binding.
  const library = target.platform === 'win32' ? pictures : `node_modules/@img/sharp-libvips-${own}/`;
  const isLibrary = ({ file }: Entry) => file.startsWith(library) && /(\.so|\.dylib|\.dll)(\.|$)/.test(file);
  const isOwn = ({ file }: Entry) => file === database || file.startsWith(pictures);
  const unpacked = path.join(resources, 'app.asar.unpacked');
  return [
    ...(natives.some(({ file }) => file === database) ? [] : [`${database} is missing.`]),
    ...(natives.some(({ file }) => file.startsWith(pictures)) ? [] : [`${pictures} has no native.`]),
    ...(entries.some(isLibrary) ? [] : [`${library} has no library.`]),
    ...natives.filter((entry) => !isOwn(entry)).map(({ file }) => `${file} is for another system.`),
    ...[...natives, ...entries.filter(isLibrary)]
      .filter(({ file, isUnpacked }) => !isUnpacked || !existsSync(path.join(unpacked, file)))
      .map(({ file }) => `${file} is not unpacked.`),
  ];
}

function unwantedFiles(entries: readonly Entry[]): string[] {
  const outside = [...new Set(entries.map(({ file }) => file.split('/')[0] ?? ''))].filter(
    (name) => !TOP_LEVEL.includes(name),
  );
  return [
    ...outside.map((name) => `${name} does not belong into the package.`),
    ...entries.flatMap(({ file }) =>
      UNWANTED.filter(({ pattern }) => pattern.test(file)).map(({ what }) => `${file} is ${what}.`),
    ),
  ];
}

function listEntries(folder: DirectoryRecord, prefix = ''): Entry[] {
  return Object.entries(folder.files).flatMap(([name, record]) => {
    const file = `${prefix}${name}`;
    if ('files' in record) return listEntries(record, `${file}/`);
    return [{ file, isUnpacked: 'unpacked' in record && record.unpacked }];
  });
}

/** Relative to the folder, with forward slashes; empty where there is no such folder. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}
