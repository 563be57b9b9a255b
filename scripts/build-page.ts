// Builds the pages into dist/renderer, whether or not they are up to date.
// What it says goes to stderr: stdout belongs to the host that may start after it.
import { buildPage } from './page-build.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { buildWithVite } from './vite-build.ts';

const startedAt = Date.now();
await buildPage(PROJECT_ROOT, buildWithVite);
process.stderr.write(`Built the pages in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.\n`);
