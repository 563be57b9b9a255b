import path from 'node:path';

/** The folder with package.json in it. */
export const PROJECT_ROOT = path.dirname(import.meta.dirname);
