// npm run build: dist/main, dist/server and dist/renderer, plain JavaScript and all it needs beside it, as it is packaged.
import { buildApp } from './app-build.ts';
import { buildPage } from './page-build.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { buildWithVite } from './vite-build.ts';

await buildApp(PROJECT_ROOT);
await buildPage(PROJECT_ROOT, buildWithVite, 0);
process.stdout.write('Built dist/main, dist/server and dist/renderer.\n');
