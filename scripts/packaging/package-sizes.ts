import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export interface PackageSize {
  /** Relative to the output folder. */
  name: string;
  bytes: number;
}

/** The installers among what electron-builder wrote; the rest are notes for update feeds. */
const INSTALLER = /\.(exe|dmg|zip|AppImage|deb|rpm)$/;

/** The size of each installer in `output`, and of each unpacked app beside them, by name. */
export async function measurePackages(output: string): Promise<PackageSize[]> {
  const entries = await readdir(output, { withFileTypes: true });
  const sizes = entries
    .filter((entry) => (entry.isDirectory() ? isUnpackedApp(entry.name) : INSTALLER.test(entry.name)))
    .map(async ({ name }) => ({ name, bytes: await bytesOf(path.join(output, name)) }));
  return (await Promise.all(sizes)).sort((a, b) => a.name.localeCompare(b.name));
}

/** "Porchlight-0.1.0-linux-amd64.deb     81.2 MB", a line each. */
export function sizeLines(sizes: readonly PackageSize[]): string {
  const width = Math.max(0, ...sizes.map(({ name }) => name.length));
  return sizes
    .map(({ name, bytes }) => `${name.padEnd(width)}  ${(bytes / 1e6).toFixed(1).padStart(7)} MB\n`)
    .join('');
}

function isUnpackedApp(folder: string): boolean {
  return folder.endsWith('-unpacked') || folder === 'mac' || folder.startsWith('mac-');
}

async function bytesOf(target: string): Promise<number> {
  const own = await stat(target);
  if (!own.isDirectory()) return own.size;
  const entries = await readdir(target, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
