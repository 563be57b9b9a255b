// npm run build: dist/server and dist/renderer, plain JavaScript and all it needs beside it, ready to be packaged.
import { spawnSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildPage } from './page-build.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { buildWithVite } from './vite-build.ts';

const dist = path.join(PROJECT_ROOT, 'dist');
await rm(dist, { recursive: true, force: true });

compileServer();
await copyServerData();
await buildPage(PROJECT_ROOT, buildWithVite);
process.stdout.write('Built dist/server and dist/renderer.\n');

function compileServer(): void {
  const compiler = path.join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: PROJECT_ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Whatever stands among the sources and is read at run time: word lists, SQL, pictures. */
async function copyServerData(): Promise<void> {
  await cp(path.join(PROJECT_ROOT, 'server'), path.join(dist, 'server'), {
    recursive: true,
    filter: (source) => !/\.(ts|md)$/.test(source),
  });
}
