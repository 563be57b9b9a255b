// npm run package: the installers of this system, from a fresh build. With --dir the unpacked app alone.
import path from 'node:path';
import { build, type Configuration } from 'electron-builder';
import { buildApp } from './app-build.ts';
import { buildPage } from './page-build.ts';
import { measurePackages, sizeLines } from './packaging/package-sizes.ts';
import { signingSettings } from './packaging/signing.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { buildWithVite } from './vite-build.ts';

const [flag, ...rest] = process.argv.slice(2);
if (rest.length > 0 || (flag !== undefined && flag !== '--dir')) {
  process.stderr.write('npm run package knows one flag: --dir, for the unpacked app without installers.\n');
  process.exit(2);
}

await buildApp(PROJECT_ROOT);
await buildPage(PROJECT_ROOT, buildWithVite, 0);
const config: Configuration = signingSettings(process.platform, process.env);
await build({ projectDir: PROJECT_ROOT, config, publish: 'never', dir: flag === '--dir' });
const output = path.join(PROJECT_ROOT, 'release');
process.stdout.write(`\nIn ${output}:\n${sizeLines(await measurePackages(output))}`);
