// npm run icons: draws the app's icons anew from assets/app-icon into packaging/, and the tray's from
// assets/tray/source into assets/tray. The results are committed.
import path from 'node:path';
import { drawIcons } from './packaging/draw-icons.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { writeTrayIcons } from './tray-icons.ts';

await drawIcons(path.join(PROJECT_ROOT, 'assets/app-icon'), path.join(PROJECT_ROOT, 'packaging'));
process.stdout.write('Drew packaging/icon.ico, packaging/icon.icns and packaging/icons.\n');
process.stdout.write(`Drew ${await writeTrayIcons()} pictures in assets/tray.\n`);
