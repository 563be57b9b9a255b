import path from 'node:path';
import { build } from 'vite';
import { PROJECT_ROOT } from './project-root.ts';

/** Builds the pages as vite.config.ts says, into the given folder, silent unless something is wrong. */
export async function buildWithVite(outputFolder: string): Promise<void> {
  // Vite keeps what it finds here, and a test runner's `test` would bring React's far larger development build.
  process.env['NODE_ENV'] = 'production';
  await build({
    configFile: path.join(PROJECT_ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: outputFolder, emptyOutDir: true },
  });
}
