import path from 'node:path';
import { fileURLToPath } from 'node:url';

const IS_SOURCE = import.meta.url.endsWith('.ts');
/** Sources run from `main/`, the build from `dist/main/`; both find the project's files from here. */
const ROOT = fileURLToPath(new URL(IS_SOURCE ? '..' : '../..', import.meta.url));
const CODE = IS_SOURCE ? ROOT : path.join(ROOT, 'dist');

/** Where the parts of the program are; they may lie inside an asar archive. */
export const PROGRAM = {
  serverEntry: path.join(CODE, 'server', IS_SOURCE ? 'index.ts' : 'index.js'),
  /** A sandboxed preload is loaded as it is: one CommonJS file. */
  preload: path.join(CODE, 'main', 'preload', 'admin-preload.cjs'),
  pages: path.join(ROOT, 'dist', 'renderer'),
  assets: path.join(ROOT, 'assets'),
} as const;

/** Where this person's data is. */
export interface DataPlaces {
  data: string;
  /** The host writes its own log here too, so that there is one folder to look into. */
  logs: string;
  settings: string;
  windows: string;
}

export function dataPlaces(userData: string): DataPlaces {
  const data = path.join(userData, 'data');
  return {
    data,
    logs: path.join(data, 'logs'),
    settings: path.join(userData, 'desktop.json'),
    windows: path.join(userData, 'windows.json'),
  };
}
