// node package-with-stub.ts DIST OUTPUT: packs the built app for Linux, with the runtime in DIST, into OUTPUT.
import path from 'node:path';
import { build, Platform } from 'electron-builder';
import { PROJECT_ROOT } from '../../../scripts/project-root.ts';

const [dist = '', output = ''] = process.argv.slice(2);
process.env['CUSTOM_FPM_PATH'] = path.join(import.meta.dirname, 'fpm-by-dpkg.mjs');
await build({
  projectDir: PROJECT_ROOT,
  targets: Platform.LINUX.createTarget(['dir', 'deb']),
  publish: 'never',
  config: {
    electronDist: dist,
    directories: { output },
    // Fast rather than small.
    deb: { compression: 'gz' },
  },
});
