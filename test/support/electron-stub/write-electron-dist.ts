import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';
import { wireAsShipped } from './fuse-wire.ts';

/** What the stub does when it is started: tells its arguments, and ends well. */
const TELL_ARGUMENTS = 'echo "stub electron: $*"';

/**
 * Writes a folder in the shape of Electron's Linux runtime. Its `electron` is a shell script that ends in a fuse wire
 * as Electron ships it.
 *
 * @param script what that script does
 */
export async function writeElectronDist(folder: string, script = TELL_ARGUMENTS): Promise<void> {
  await mkdir(path.join(folder, 'locales'), { recursive: true });
  await mkdir(path.join(folder, 'resources'));
  const manifest = await readFile(path.join(PROJECT_ROOT, 'node_modules/electron/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  await writeFile(path.join(folder, 'version'), version);
  await writeFile(path.join(folder, 'LICENSE'), 'The licence of Electron stands here.\n');
  await writeFile(path.join(folder, 'LICENSES.chromium.html'), '<title>Licences</title>\n');
  for (const language of ['en-US', 'zh-CN', 'de']) {
    await writeFile(path.join(folder, `locales/${language}.pak`), language);
  }
  const binary = path.join(folder, 'electron');
  await writeFile(binary, Buffer.concat([Buffer.from(`#!/bin/sh\n${script}\nexit $?\n`), wireAsShipped()]));
  await chmod(binary, 0o755);
}
