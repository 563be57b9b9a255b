import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Sources run from `server/cli/`, the build from `dist/server/cli/`; both find the project's files from here. */
const ROOT = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../..' : '../../..', import.meta.url));

/** Where `npm run build` puts the pages. */
export const PAGES_DIR = path.join(ROOT, 'dist', 'renderer');

/** The version in package.json. */
export function readVersion(): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
